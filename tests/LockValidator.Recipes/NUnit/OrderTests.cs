using LockValidator;
using NUnit.Framework;

namespace Recipes;

public sealed class OrderTests
{
    private static readonly ValidatedLock s_accounts = new("accounts");
    private static readonly ValidatedLock s_audit = new("audit");

    [Test, Order(1)]
    public void Passes_in_one_order()
    {
        using (s_accounts.EnterScope())
        using (s_audit.EnterScope())
        {
        }
    }

    [Test, Order(2)]
    public async Task Fails_in_the_other()
    {
        await Task.Yield();
        using (s_audit.EnterScope())
        using (s_accounts.EnterScope())
        {
        }
    }

    [Test, Order(3), ExpectLockViolation(ViolationKind.CircularDependency)]
    public void Passes_since_it_is_expected()
    {
        using (s_audit.EnterScope())
        using (s_accounts.EnterScope())
        {
        }
    }
}
