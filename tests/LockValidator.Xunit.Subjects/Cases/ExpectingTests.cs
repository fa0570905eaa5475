namespace LockValidator.Xunit.Subjects.Cases;

public sealed class ExpectingTests
{
    [Fact]
    [ExpectLockViolation(ViolationKind.CircularDependency, Involving = ["Expected.x", "Expected.y"])]
    public void Passes_since_it_breaks_what_it_should() => new Pair("Expected").Both();

    [Fact]
    [ExpectLockViolation(ViolationKind.CircularDependency)]
    public void Fails_since_it_breaks_nothing() => new Pair("Unbroken").Forward();

    [Fact]
    [ExpectLockViolation(ViolationKind.Recursion)]
    public void Fails_since_it_breaks_another_rule() => new Pair("Wrong").Both();

    [Fact]
    [NoLockValidation("shows that it is not judged")]
    public void Passes_since_it_is_not_judged() => new Pair("Unjudged").Both();

    [Fact]
    public void Fails_with_its_own_failure_and_the_report()
    {
        new Pair("Twice").Both();
        Assert.Fail("of its own");
    }

    [Fact]
    public void Fails_since_it_keeps_a_lock() => new ValidatedLock(new LockClass("Kept")).Enter();

    [Retry]
    public void Fails_in_each_of_its_retries()
    {
        s_retried.Both();
        Assert.True(++s_attempts > 2, "the first two attempts fail by themselves");
    }

    [Fact]
    public void Passes() => new Pair("Fine").Forward();

    private static readonly Pair s_retried = new("Retried");
    private static int s_attempts;
}
