using LockValidator;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Recipes;

[TestClass]
public sealed class OrderTests : LockValidatedTests
{
    private static readonly ValidatedLock s_accounts = new("accounts");
    private static readonly ValidatedLock s_audit = new("audit");

    [TestMethod]
    public void A_passes_in_one_order()
    {
        using (s_accounts.EnterScope())
        using (s_audit.EnterScope())
        {
        }
    }

    [TestMethod]
    public async Task B_fails_in_the_other()
    {
        await Task.Yield();
        using (s_audit.EnterScope())
        using (s_accounts.EnterScope())
        {
        }
    }

    [TestMethod, ExpectLockViolation(ViolationKind.CircularDependency)]
    public void C_passes_since_it_is_expected()
    {
        using (s_audit.EnterScope())
        using (s_accounts.EnterScope())
        {
        }
    }
}
