namespace LockValidator.Tests;

public sealed class ValidatedMutexTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_abandoned_one_is_held_by_who_is_told_so(int milliseconds)
    {
        using var run = new FlowRun();
        using var mutex = new ValidatedMutex();

        RealThreads.Run(() => mutex.WaitOne());
        run.As("heir", () =>
        {
            mutex.Invoking(it => it.WaitOne(milliseconds)).Should().Throw<AbandonedMutexException>();
            LockFlow.Current.Held.Should().ContainSingle();
            mutex.ReleaseMutex();
            LockFlow.Current.Held.Should().BeEmpty();
        });
    }

    [Fact]
    public void Two_objects_of_one_name_are_one_mutex()
    {
        string name = Guid.NewGuid().ToString("N");
        using var run = new FlowRun();
        using var first = new ValidatedMutex(false, name, out bool created);
        using ValidatedMutex second = ValidatedMutex.OpenExisting(name);

        created.Should().BeTrue();
        run.As("flow", () =>
        {
            first.WaitOne().Should().BeTrue();
            second.WaitOne().Should().BeTrue();
            LockFlow.Current.Held.Should().ContainSingle().Which.Count.Should().Be(2);
            first.ReleaseMutex();
            second.ReleaseMutex();
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void One_that_is_owned_from_the_start_is_held()
    {
        using var run = new FlowRun();

        run.As("flow", () =>
        {
            using var mutex = new ValidatedMutex(true);
            LockFlow.Current.Held.Should().ContainSingle();
            mutex.ReleaseMutex();
            LockFlow.Current.Held.Should().BeEmpty();
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void One_that_was_taken_by_WaitAny_can_be_released_without_a_finding()
    {
        using var run = new FlowRun();
        using var mutex = new ValidatedMutex();

        run.As("flow", () =>
        {
            WaitHandle.WaitAny([mutex], 0).Should().Be(0);
            mutex.ReleaseMutex();
        });

        run.Kinds.Should().BeEmpty();
    }
}
