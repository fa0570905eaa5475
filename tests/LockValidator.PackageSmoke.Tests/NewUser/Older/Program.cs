var store = new Store();
store.Sell();
store.Count();

internal sealed class Store
{
    private readonly object _orders = new();
    private readonly object _stock = new();

    public void Sell() { lock (_orders) { lock (_stock) { } } }

    public void Count() { lock (_stock) { lock (_orders) { } } }
}
