namespace LockValidator;

/// <summary>A place in the program as lines.</summary>
internal static class Frames
{
    /// <summary>As many as tell a reader how the code came there; the rest is counted.</summary>
    private const int Most = 6;

    public static IEnumerable<string> Lines(CodePosition position)
    {
        IReadOnlyList<string> frames = position.Frames;
        if (frames.Count == 0)
        {
            return [position.ToString()];
        }

        IEnumerable<string> lines = frames.Take(Most).Select(SafeText.Frame);
        return frames.Count > Most ? lines.Append($"... {SafeText.Number(frames.Count - Most)} more") : lines;
    }
}
