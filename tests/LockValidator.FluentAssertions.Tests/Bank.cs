namespace LockValidator.FluentAssertions.Tests;

/// <summary>What docs/testing.md tests: the audit takes the locks the other way round.</summary>
public sealed class Bank
{
    private readonly ValidatedLock _accounts = new("accounts");
    private readonly ValidatedLock _audit = new("audit");

    public int Transfers { get; private set; }

    public void Transfer()
    {
        using (_accounts.EnterScope())
        using (_audit.EnterScope())
        {
            Transfers++;
        }
    }

    public void Audit()
    {
        using (_audit.EnterScope())
        using (_accounts.EnterScope())
        {
            Transfers = 0;
        }
    }

    public void AuditInOrder()
    {
        using (_accounts.EnterScope())
        using (_audit.EnterScope())
        {
            Transfers = 0;
        }
    }
}
