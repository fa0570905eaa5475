using Xunit;

namespace Shop.Tests;

public sealed class BankTests
{
    [Fact]
    public void An_audit_sees_the_transfers()
    {
        var bank = new Bank();
        bank.Transfer();
        Assert.Equal(1, bank.Audit());
    }
}
