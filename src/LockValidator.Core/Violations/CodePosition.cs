namespace LockValidator;

/// <summary>A place in the program: a stack, a source position, or the number of an operation in a trace.</summary>
/// <remarks>Immutable and safe for use by any number of threads.</remarks>
public sealed class CodePosition
{
    private const int ObjectBytes = 48, ReferenceBytes = 8;

    private CodePosition(IReadOnlyList<string> frames) => Frames = frames;

    /// <summary>No place is known.</summary>
    public static CodePosition Unknown { get; } = new([]);

    /// <summary>The frames, innermost first; ours and the runtime's plumbing are cut. Empty where nothing is known.</summary>
    public IReadOnlyList<string> Frames { get; }

    /// <summary>A place given as text.</summary>
    /// <param name="frames">The frames, innermost first.</param>
    /// <returns>The place.</returns>
    public static CodePosition FromText(params IReadOnlyList<string> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return frames.Count == 0 ? Unknown : new(frames);
    }

    /// <summary>The innermost frame, or "unknown position".</summary>
    public override string ToString() => Frames.Count == 0 ? "unknown position" : Frames[0];

    /// <summary>What it takes in memory; the lines are shared by many. An estimate.</summary>
    internal int Bytes => Frames.Count == 0 ? 0 : ObjectBytes + (Frames.Count * ReferenceBytes);

    /// <summary>The stack of the calling thread. Costs some microseconds: only for what is new.</summary>
    internal static CodePosition Capture(StackMode mode) => FromText(StackText.Capture(mode));
}
