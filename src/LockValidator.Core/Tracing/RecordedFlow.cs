namespace LockValidator;

/// <summary>What a <see cref="TraceWriter"/> knows of one flow.</summary>
/// <remarks>
/// An order function cannot be written down, but its answers can: for each operation that takes a lock with an owner, it is asked
/// about that owner and each owner of a lock of the same class that the flow holds, exactly the pairs that a rule could ask about.
/// </remarks>
internal sealed class RecordedFlow
{
    // Under lock (this): a hand-over touches the list of another flow. The order function is never called under it.
    private readonly List<Hold> _holds = [];

    /// <summary>The flow's number in the trace; 0 before it has one. Under the writer's lock.</summary>
    public int Number { get; set; }

    /// <summary>The execution that its operations were last said to be of; null: that of the recording. Under the writer's lock.</summary>
    public ExecutionFrame? Execution { get; set; }

    /// <summary>True where the trace has a line that names it. Under the writer's lock.</summary>
    public bool Introduced { get; set; }

    /// <summary>The answers that the operation needs, before it is carried out.</summary>
    public IReadOnlyList<ComparedOwner> Compare(in FlowOperation operation)
    {
        LockClass? type = operation.Code == OperationCode.SetClass ? operation.Class : operation.Map.Class;
        if (operation.Map.Owner is not { } owner || type?.Order is not { } order || !MayCompare(operation.Code))
        {
            return [];
        }

        Hold[] holds;
        lock (this)
        {
            holds = [.. _holds.Where(hold => hold.ClassId == type.Id)];
        }

        return Array.ConvertAll(holds, hold => new ComparedOwner(hold.Instance, Ask(order, hold.Owner, owner)));
    }

    /// <summary>Keeps track of what is held, as far as it has owners.</summary>
    public void Follow(in FlowOperation operation, RecordedFlow? other)
    {
        LockMap map = operation.Map;
        if (map.Owner is null || map.Class is null)
        {
            return;
        }

        switch (operation.Code)
        {
            case OperationCode.Acquire:
                Add(new Hold(map.Instance, map.Owner, map.Class.Id));
                break;
            case OperationCode.Release:
                Remove(map.Instance);
                break;
            case OperationCode.SetClass when operation.Class is { } type:
                if (Remove(map.Instance))
                {
                    Add(new Hold(map.Instance, map.Owner, type.Id));
                }

                break;
            case OperationCode.HandOver:
                if (Remove(map.Instance))
                {
                    other?.Add(new Hold(map.Instance, map.Owner, map.Class.Id));
                }

                break;
            default:
                break;
        }
    }

    private static bool MayCompare(OperationCode code) => code is
        OperationCode.Acquire or OperationCode.AcquireFailed or OperationCode.Sync or OperationCode.MightAcquire or OperationCode.SetClass;

    private static int? Ask(Comparison<object> order, object held, object next)
    {
        try
        {
            return order(held, next);
        }
#pragma warning disable CA1031 // The engine counts any exception of the user's function as "not ordered"; so does a replay.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private void Add(Hold hold)
    {
        lock (this)
        {
            _holds.Add(hold);
        }
    }

    private bool Remove(long instance)
    {
        lock (this)
        {
            int index = _holds.FindLastIndex(hold => hold.Instance == instance);
            if (index >= 0)
            {
                _holds.RemoveAt(index);
            }

            return index >= 0;
        }
    }

    private readonly record struct Hold(long Instance, object Owner, long ClassId);
}
