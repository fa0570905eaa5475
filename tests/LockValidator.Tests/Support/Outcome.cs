namespace LockValidator.Tests;

/// <summary>What one call did, as a text to compare.</summary>
internal static class Outcome
{
    public static string Of(Func<object?> call)
    {
        try
        {
            return call()?.ToString() ?? "done";
        }
        catch (ArgumentException exception)
        {
            return $"{exception.GetType().Name}({exception.ParamName})";
        }
        catch (Exception exception)
        {
            return exception.GetType().Name;
        }
    }

    public static string Of(Action call) => Of(() =>
    {
        call();
        return null;
    });
}
