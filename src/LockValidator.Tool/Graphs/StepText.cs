namespace LockValidator;

/// <summary>An order as a few lines: by whom it was seen, and both stacks.</summary>
internal static class StepText
{
    private const int MostFrames = 12;

    public static void Write(TextWriter output, DependencyStep step, int number)
    {
        output.WriteLine(FormattableString.Invariant($"  {number}  {TextReport.SafeName(step.From.Name)} -> {TextReport.SafeName(step.To.Name)}  ({step.Kinds})"));
        Witness seen = step.Witness;
        output.WriteLine(seen.Declared ? "     declared by the program" : $"     by     \"{TextReport.SafeName(seen.Flow).Trim('"')}\" in {TextReport.SafeName(seen.Execution)}{(seen.Inherited ? "; the earlier lock was held by the flow that started it" : "")}");
        if (seen.Held.Count > 1)
        {
            output.WriteLine($"     with   {string.Join(", ", seen.Held.Select(static hold => TextReport.SafeName(hold.Class)))} held");
        }

        Frames(output, "held  ", seen.HeldPosition);
        Frames(output, "taken ", seen.Position);
    }

    private static void Frames(TextWriter output, string what, CodePosition position)
    {
        string[] frames = [.. position.Frames.DefaultIfEmpty("unknown position").Take(MostFrames)];
        for (int i = 0; i < frames.Length; i++)
        {
            output.WriteLine($"     {(i == 0 ? what : "      ")} at {TextReport.SafeLine(frames[i])}");
        }
    }
}
