namespace Shop;

public sealed class Bank
{
    private readonly object _accounts = new();
    private readonly Lock _audit = new();

    public int Transfers { get; private set; }

    public void Transfer() { lock (_accounts) { lock (_audit) { Transfers++; } } }

    public int Audit() { lock (_audit) { lock (_accounts) { return Transfers; } } }
}
