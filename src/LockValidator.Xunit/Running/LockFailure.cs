namespace LockValidator;

/// <summary>A message as the exception that a test fails with.</summary>
internal static class LockFailure
{
    public static LockAssertionException Of(string message) => new(message);
}
