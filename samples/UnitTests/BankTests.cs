// A test that fails because of its lock order, kept as an expected failure, and its fix. Run it with: dotnet test samples/UnitTests
using LockValidator;
using Xunit;

[assembly: ValidateLocks]

namespace UnitTests;

public sealed class BankTests
{
    /// <summary>Without the second line it fails, and the report is its message.</summary>
    [Fact]
    [ExpectLockViolation(ViolationKind.CircularDependency, Involving = ["accounts", "audit"])]
    public void A_transfer_and_an_audit_in_opposite_orders()
    {
        ValidatedLock accounts = new("accounts"), audit = new("audit");

        TakeBoth(accounts, audit);
        TakeBoth(audit, accounts);
    }

    /// <summary>The fix: one order everywhere.</summary>
    [Fact]
    public void A_transfer_and_an_audit_in_one_order()
    {
        ValidatedLock accounts = new("accounts in order"), audit = new("audit in order");

        TakeBoth(accounts, audit);
        TakeBoth(accounts, audit);
    }

    private static void TakeBoth(ValidatedLock first, ValidatedLock second)
    {
        using var outer = first.EnterScope();
        using var inner = second.EnterScope();
    }
}
