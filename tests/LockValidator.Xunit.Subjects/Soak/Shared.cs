namespace LockValidator.Xunit.Subjects.Soak;

public static class Shared
{
    public static Pair Pair { get; } = new("Shared");
}
