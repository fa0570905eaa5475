// Plain locks, and not a word of LockValidator. One property in the project file does it; findings go to standard error.
var store = new Store();
await Task.Run(store.Sell);
await Task.Run(store.Count);

internal sealed class Store
{
    private readonly object _orders = new();
    private readonly Lock _stock = new();
    private static readonly SemaphoreSlim s_printer = new(1, 1);

    public void Sell()
    {
        lock (_orders)
        {
            lock (_stock)
            {
                s_printer.Wait();
                s_printer.Release();
            }
        }
    }

    public void Count()
    {
        s_printer.Wait();
        lock (_stock)
        {
        }

        s_printer.Release();
        lock (_stock)
        {
            lock (_orders)
            {
            }
        }
    }
}
