namespace BpfSrcu;

/// <summary>RCU Tasks Trace since its conversion: a thin layer over SRCU. It was callable under raw spin locks before.</summary>
internal sealed class RcuTasksTrace(SrcuStruct srcu)
{
    public void CallRcuTasksTrace(Action callback) => srcu.CallSrcu(callback);

    public void SynchronizeRcuTasksTrace() => srcu.SynchronizeSrcu();
}
