namespace LockValidator.Tests;

/// <summary>The static members of ValidatedMonitor as an instance has them, so that scripts can play them on the original and on ours.</summary>
internal sealed class OurMonitorScript
{
    private readonly object _object = new();

    public void Enter() => ValidatedMonitor.Enter(_object);

    public void Enter(ref bool taken) => ValidatedMonitor.Enter(_object, ref taken);

    public bool TryEnter() => ValidatedMonitor.TryEnter(_object);

    public bool TryEnter(int ms) => ValidatedMonitor.TryEnter(_object, ms);

    public bool TryEnter(TimeSpan span) => ValidatedMonitor.TryEnter(_object, span);

    public void TryEnter(ref bool taken) => ValidatedMonitor.TryEnter(_object, ref taken);

    public void TryEnter(int ms, ref bool taken) => ValidatedMonitor.TryEnter(_object, ms, ref taken);

    public void TryEnter(TimeSpan span, ref bool taken) => ValidatedMonitor.TryEnter(_object, span, ref taken);

    public void Exit() => ValidatedMonitor.Exit(_object);

    public bool IsEntered() => ValidatedMonitor.IsEntered(_object);

    public bool Wait(int ms) => ValidatedMonitor.Wait(_object, ms);

    public bool Wait(TimeSpan span) => ValidatedMonitor.Wait(_object, span);

    public void Pulse() => ValidatedMonitor.Pulse(_object);

    public void PulseAll() => ValidatedMonitor.PulseAll(_object);

    public void NullOf(int which)
    {
        bool taken = which == 5 && !IsEntered();
        switch (which)
        {
            case 0: ValidatedMonitor.Enter(null!); break;
            case 1: ValidatedMonitor.Exit(null!); break;
            case 2: ValidatedMonitor.TryEnter(null!, -5); break;
            case 3: ValidatedMonitor.Wait(null!, -5); break;
            case 4: ValidatedMonitor.IsEntered(null!); break;
            case 5: ValidatedMonitor.Enter(null!, ref taken); break;
            default: ValidatedMonitor.Pulse(null!); break;
        }
    }
}
