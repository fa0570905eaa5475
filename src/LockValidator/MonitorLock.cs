#if !NET9_0_OR_GREATER
namespace LockValidator;

/// <summary>What <c>System.Threading.Lock</c> offers, over a Monitor, for frameworks that lack it.</summary>
internal sealed class MonitorLock
{
    private readonly object _gate = new();

    public bool IsHeldByCurrentThread => Monitor.IsEntered(_gate);

    public void Enter() => Monitor.Enter(_gate);

    public bool TryEnter() => Monitor.TryEnter(_gate);

    public bool TryEnter(int millisecondsTimeout) => Monitor.TryEnter(_gate, LockTimeouts.Checked(millisecondsTimeout));

    public bool TryEnter(TimeSpan timeout) => Monitor.TryEnter(_gate, LockTimeouts.ToMilliseconds(timeout));

    public void Exit() => Monitor.Exit(_gate);
}
#endif
