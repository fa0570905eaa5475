// A home-made lock becomes known with a LockMap and one line at each end. It then takes part like any lock of the library.
using LockValidator;

LockChecker.Default.AddReporter(new TextWriterReporter(Console.Out));

var orders = new TicketLock("orders");
var stock = new ValidatedLock("stock");

orders.Run(() => { using (stock.EnterScope()) { } });
Console.WriteLine("orders, then stock: nothing to report");

using (stock.EnterScope())
{
    orders.Run(() => { });
}

try
{
    orders.Run(orders.AssertFree);
}
catch (InvalidOperationException e)
{
    Console.WriteLine(e.Message);
}

/// <summary>A fair spin lock: whoever comes takes the next number and waits for it to be called.</summary>
internal sealed class TicketLock(string name)
{
    private LockMap _map = new(new LockClass(name, LockKind.Sleeping));
    private int _next;
    private int _called;

    public void Run(Action action)
    {
        _map.Acquire();     // before waiting, so that a report comes before a deadlock
        int mine = Interlocked.Increment(ref _next) - 1;
        var spinner = new SpinWait();
        while (Volatile.Read(ref _called) != mine)
        {
            spinner.SpinOnce();
        }

        try
        {
            action();
        }
        finally
        {
            Volatile.Write(ref _called, mine + 1);
            _map.Release();
        }
    }

    public void AssertFree()
    {
        if (_map.IsHeld())
        {
            throw new InvalidOperationException("orders is held here: taking it again would never end");
        }
    }
}
