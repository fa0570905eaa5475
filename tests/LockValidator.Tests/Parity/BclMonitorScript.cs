namespace LockValidator.Tests;

/// <summary>The static members of Monitor as an instance has them, so that scripts can play them on the original and on ours.</summary>
internal sealed class BclMonitorScript
{
    private readonly object _object = new();

    public void Enter() => Monitor.Enter(_object);

    public void Enter(ref bool taken) => Monitor.Enter(_object, ref taken);

    public bool TryEnter() => Monitor.TryEnter(_object);

    public bool TryEnter(int ms) => Monitor.TryEnter(_object, ms);

    public bool TryEnter(TimeSpan span) => Monitor.TryEnter(_object, span);

    public void TryEnter(ref bool taken) => Monitor.TryEnter(_object, ref taken);

    public void TryEnter(int ms, ref bool taken) => Monitor.TryEnter(_object, ms, ref taken);

    public void TryEnter(TimeSpan span, ref bool taken) => Monitor.TryEnter(_object, span, ref taken);

    public void Exit() => Monitor.Exit(_object);

    public bool IsEntered() => Monitor.IsEntered(_object);

    public bool Wait(int ms) => Monitor.Wait(_object, ms);

    public bool Wait(TimeSpan span) => Monitor.Wait(_object, span);

    public void Pulse() => Monitor.Pulse(_object);

    public void PulseAll() => Monitor.PulseAll(_object);

    public void NullOf(int which)
    {
        bool taken = which == 5 && !IsEntered();
        switch (which)
        {
            case 0: Monitor.Enter(null!); break;
            case 1: Monitor.Exit(null!); break;
            case 2: Monitor.TryEnter(null!, -5); break;
            case 3: Monitor.Wait(null!, -5); break;
            case 4: Monitor.IsEntered(null!); break;
            case 5: Monitor.Enter(null!, ref taken); break;
            default: Monitor.Pulse(null!); break;
        }
    }
}
