using System.Diagnostics;

namespace LockValidator;

/// <summary>A place in the program: a stack, a source position, or the number of an operation in a trace.</summary>
/// <remarks>Immutable as seen from outside and safe for use by any number of threads. A captured stack is rendered when it is first read.</remarks>
public sealed class CodePosition
{
    private readonly StackTrace? _stack;

    private CodePosition(StackTrace? stack, IReadOnlyList<string>? frames)
    {
        _stack = stack;
        Frames = frames!;
    }

    /// <summary>No place is known.</summary>
    public static CodePosition Unknown { get; } = new(null, []);

    /// <summary>The frames, innermost first; ours are cut. Empty where nothing is known.</summary>
    public IReadOnlyList<string> Frames
    {
        get => field ??= StackText.Render(_stack!);
        private init;
    }

    /// <summary>A place given as text.</summary>
    /// <param name="frames">The frames, innermost first.</param>
    /// <returns>The place.</returns>
    public static CodePosition FromText(params IReadOnlyList<string> frames) => frames.Count == 0 ? Unknown : new(null, frames);

    /// <summary>The innermost frame, or "unknown position".</summary>
    public override string ToString() => Frames.Count == 0 ? "unknown position" : Frames[0];

    /// <summary>The stack of the calling thread. Costs some microseconds and kilobytes: only for what is new.</summary>
    internal static CodePosition Capture(bool sourceLines) => new(new StackTrace(1, sourceLines), null);
}
