using LockValidator;

namespace BpfSrcu;

/// <summary>What differs from one stage to the next.</summary>
/// <param name="Model">Real-time: ordinary spin locks sleep. Standard: all spin.</param>
/// <param name="RawSrcuLock">The first of the two fixes: SRCU's usage lock is a raw spin lock.</param>
/// <param name="IrqWorkHop">The second: SRCU queues its work from an interrupt that runs once its locks are released.</param>
internal sealed record KernelConfig(WaitModel Model, bool RawSrcuLock, bool IrqWorkHop);
