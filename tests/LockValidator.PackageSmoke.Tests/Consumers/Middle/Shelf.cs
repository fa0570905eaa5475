using Library;
namespace Middle;

public sealed class Shelf : Store
{
    private SpinLock _spin = new(enableThreadOwnerTracking: false);
    private readonly SemaphoreSlim _places = new(1);
    private readonly object _first = new(), _second = new();

    public void GateThenJournal() { lock (Gate) { lock (Journal) { } } }

    public void JournalThenGate() { Monitor.Enter(Journal); try { using (Gate.EnterScope()) { } } finally { Monitor.Exit(Journal); } }

    public void Helpers() { Under(_first, () => Forward(_second, () => { })); Forward(_second, () => Under(_first, () => { })); }

    public void BlockUnderSpin()
    {
        bool taken = false;
        try { _spin.Enter(ref taken); Task.Delay(1).Wait(); } finally { if (taken) { _spin.Exit(); } }
    }

    public async Task AsyncThenGate()
    {
        await _places.WaitAsync();
        try { await Task.Yield(); lock (Gate) { } } finally { _places.Release(); }
    }

    public void GateThenAsync() { lock (Gate) { _places.Wait(); _places.Release(); } }

    public bool Waits()
    {
        lock (Journal) { Monitor.PulseAll(Journal); return Monitor.Wait(Journal, 1) || Monitor.IsEntered(Journal); }
    }
}
