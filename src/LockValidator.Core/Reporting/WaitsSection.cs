using System.Globalization;

namespace LockValidator;

/// <summary>Who waits, for what, since when, and for whom.</summary>
internal static class WaitsSection
{
    private const string Indent = "     ";

    public static void Append(ReportText text, Violation violation)
    {
        if (violation.Waits.Count == 0)
        {
            return;
        }

        text.Section("who waits for whom");
        for (int i = 0; i < violation.Waits.Count; i++)
        {
            WaitSnapshot wait = violation.Waits[i];
            string since = wait.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            text.Line($"  {SafeText.Number(i + 1)}  {LockText.By(wait.Flow, wait.Execution)} waits for {LockText.Name(wait.Waiting)}, {LockText.Mode(wait.Waiting.Mode)}, since {since}");
            text.Line($"{Indent}held by {(wait.Holders.Count == 0 ? "nobody that is known" : string.Join(", ", wait.Holders.Select(SafeText.Name)))}");
            foreach (LockUse held in wait.Held)
            {
                text.Line($"{Indent}holds   {LockText.Name(held)}, {LockText.Mode(held.Mode)}, at {LockText.At(held.Position)}");
            }

            string label = "waits  at";
            foreach (string frame in Frames.Lines(wait.Waiting.Position))
            {
                text.Line($"{Indent}{label,-9} {frame}");
                label = "";
            }
        }
    }
}
