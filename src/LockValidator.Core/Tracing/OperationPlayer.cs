namespace LockValidator;

/// <summary>Feeds recorded operations to their flows again.</summary>
internal static class OperationPlayer
{
    /// <summary>Carries out one operation of a flow.</summary>
    /// <returns>The lock's map afterwards: some operations change it.</returns>
    public static LockMap Play(in FlowOperation operation)
    {
        LockMap map = operation.Map;
        LockFlow flow = operation.Flow ?? throw new ArgumentException("An operation of no flow is its checker's to carry out.", nameof(operation));
        if (!TryPlayOnLock(in operation, flow, ref map) && !TryPlayOnContext(in operation, flow))
        {
            PlayOnFlow(in operation, flow);
        }

        return map;
    }

    private static bool TryPlayOnLock(in FlowOperation operation, LockFlow flow, ref LockMap map)
    {
        LockMode? mode = operation.HasMode ? operation.Options.Mode : null;
        switch (operation.Code)
        {
            case OperationCode.Acquire: flow.Acquire(in map, operation.Options); break;
            case OperationCode.AcquireFailed: flow.AcquireFailed(in map, operation.Options); break;
            case OperationCode.Release: flow.Release(in map, mode); break;
            case OperationCode.Sync: flow.Sync(in map, operation.Options.Mode, operation.Options.Unchecked); break;
            case OperationCode.Downgrade: flow.Downgrade(in map); break;
            case OperationCode.SetClass: flow.SetClass(ref map, operation.Class!, operation.Number); break;
            case OperationCode.Initialize: flow.Initialize(ref map, operation.Class!); break;
            case OperationCode.Destroy: flow.Destroy(ref map); break;
            case OperationCode.Pin: flow.Pin(in map); break;
            case OperationCode.Unpin: flow.Unpin(in map, operation.Number); break;
            case OperationCode.HandOver: flow.HandOver(in map, operation.Other!); break;
            case OperationCode.MightAcquire: flow.MightAcquire(in map); break;
            case OperationCode.AssertHeld: flow.AssertHeld(in map, mode); break;
            case OperationCode.AssertNotHeld: flow.AssertNotHeld(in map); break;
            case OperationCode.AssertInReadSection: flow.AssertInReadSection(in map); break;
            case OperationCode.AssertNotInReadSection: flow.AssertNotInReadSection(in map); break;
            default: return false;
        }

        return true;
    }

    private static bool TryPlayOnContext(in FlowOperation operation, LockFlow flow)
    {
        switch (operation.Code)
        {
            case OperationCode.Enter: flow.Enter(operation.Context!, operation.Flag); break;
            case OperationCode.Leave: flow.Leave(operation.Context!); break;
            case OperationCode.MarkThreaded: flow.MarkThreaded(); break;
            case OperationCode.Disable: flow.Disable(operation.Context!); break;
            case OperationCode.Enable: flow.Enable(operation.Context!); break;
            case OperationCode.EnterConfigSection: flow.EnterConfigSection(); break;
            case OperationCode.LeaveConfigSection: flow.LeaveConfigSection(); break;
            case OperationCode.AssertEnabled: flow.AssertEnabled(operation.Context!, operation.Flag); break;
            default: return false;
        }

        return true;
    }

    private static void PlayOnFlow(in FlowOperation operation, LockFlow flow)
    {
        switch (operation.Code)
        {
            case OperationCode.AssertNoneHeld: flow.AssertNoneHeld(); break;
            case OperationCode.MightBlock: flow.MightBlock(); break;
            case OperationCode.Pause: flow.Pause(); break;
            case OperationCode.Resume: flow.Resume(); break;
            case OperationCode.Started: flow.Started(operation.Other!); break;
            case OperationCode.Joined: flow.Joined(operation.Other!); break;
            case OperationCode.Signal: flow.Signal(operation.Name!); break;
            case OperationCode.Wait: flow.Wait(operation.Name!); break;
            case OperationCode.ReturnedToPool: flow.ReturnedToPool(); break;
            case OperationCode.ScopeBegin: flow.ScopeBegan(operation.Name!, operation.Flag); break;
            case OperationCode.ScopeEnd: flow.ScopeEnded(operation.Name!); break;
            case OperationCode.End: flow.End(); break;
            default: throw new ArgumentOutOfRangeException(nameof(operation), operation.Code, "No flow does this.");
        }
    }
}
