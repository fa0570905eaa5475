namespace LockValidator.Xunit.Subjects.Named;

/// <summary>Two tests that are shown under one name, and make an inversion together.</summary>
public static class NamedTests
{
    private static readonly Pair s_locks = new("Named");

    public sealed class One
    {
        [Fact(DisplayName = "Works")]
        public void First() => s_locks.Forward();
    }

    public sealed class Two
    {
        [Fact(DisplayName = "Works")]
        public void Second() => s_locks.Backward();
    }
}
