using Middle;

var shelf = new Shelf();
switch (args[0])
{
    case "gate": shelf.GateThenJournal(); shelf.JournalThenGate(); break;
    case "helpers": shelf.Helpers(); break;
    case "spin": shelf.BlockUnderSpin(); break;
    case "async": await shelf.AsyncThenGate(); shelf.GateThenAsync(); break;
    case "waits": Console.WriteLine(shelf.Waits()); break;
    case "locals": Locals(); break;
    case "made": new Crate<int>().Run(); break;
    case "none": break;
}

static void Locals()
{
    object a = new(), b = new();
    using var mutex = new Mutex();
    lock (a) { lock (b) { mutex.WaitOne(); mutex.ReleaseMutex(); } }
    mutex.WaitOne(); lock (b) { lock (a) { } } mutex.ReleaseMutex();
}

internal sealed class Crate<T>
{
    private static Lock? s_lazy;
    private readonly Lock _made;

    public Crate()
    {
        _made = new Lock();
        s_lazy ??= new();
    }

    public void Run()
    {
        var local = new Lock();
        lock (_made) { lock (s_lazy!) { lock (local) { } } }
        lock (local) { lock (s_lazy!) { lock (_made) { } } }
    }
}
