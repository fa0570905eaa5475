namespace LockValidator;

/// <summary>One of the pieces of code that are driven. All but its name and code is under the stage's monitor.</summary>
internal sealed class Piece(Stage stage, string name, Func<Task> code) : ILockObserver
{
    public string Name => name;

    public Func<Task> Code => code;

    /// <summary>What it holds, oldest first.</summary>
    public List<LockRequest> Held { get; } = [];

    /// <summary>What it waits to be let take.</summary>
    public LockRequest? Wanted { get; set; }

    public bool IsPermitted { get; set; }

    /// <summary>What it is let wait for although it cannot have it: the wait has a time limit of its own.</summary>
    public LockRequest? Vain { get; set; }

    /// <summary>How often it was let wait in vain.</summary>
    public int VainWaits { get; set; }

    /// <summary>What it ended with; null: well, or by the driver.</summary>
    public Exception? Failure { get; set; }

    public bool IsRefused { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>Neither on its way to its next lock nor on its way to its end.</summary>
    public bool IsAtRest => HasEnded || IsAtGate;

    public bool IsAtGate => Wanted is not null && !IsPermitted && !IsRefused;

    public void Acquiring(in LockMap map, in AcquireOptions options)
    {
        var request = new LockRequest(map, options.Mode, map.Class is { } type ? LockNames.AtLevel(type.Name, options.Subclass) : "a lock", options.Kind == AcquireKind.Timed);
        if (options.Kind is AcquireKind.Try or AcquireKind.Announced)
        {
            stage.NoteTaken(this, request);
        }
        else
        {
            stage.Ask(this, request);
        }
    }

    public void Released(in LockMap map, LockMode? mode) => stage.NoteReleased(this, map, mode);
}
