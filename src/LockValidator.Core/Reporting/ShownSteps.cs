namespace LockValidator;

/// <summary>Which steps of a long cycle have a column: the first few and the last, with one column for all between.</summary>
internal static class ShownSteps
{
    /// <summary>Stands for the steps that are left out.</summary>
    public const int Gap = -1;

    private const int Most = 6;
    private const int Tail = 2;

    public static int[] Of(int steps) =>
        steps <= Most
            ? [.. Enumerable.Range(0, steps)]
            : [.. Enumerable.Range(0, Most - Tail - 1), Gap, .. Enumerable.Range(steps - Tail, Tail)];

    public static int LeftOut(int steps) => steps <= Most ? 0 : steps - (Most - 1);

    public static string LeftOutText(int steps) => $"({SafeText.Number(LeftOut(steps))} more flows, each holds its lock and waits for the next)";
}
