using LockValidator;

namespace BpfSrcu;

/// <summary>A task as the scheduler and BPF see it.</summary>
internal sealed class TaskStruct(string name)
{
    public string Name => name;

    /// <summary><c>p->pi_lock</c>: serialises wake-ups of this task.</summary>
    public ValidatedSpinLock PiLock { get; } = new(LockClasses.PiLock);

    public bool IsRunnable { get; set; }

    /// <summary>The task's BPF local storage; null once it is deleted.</summary>
    public BpfLocalStorage? Storage { get; set; }
}
