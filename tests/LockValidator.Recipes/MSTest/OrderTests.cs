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
    public void An_overload() => A_passes_in_one_order();

    [TestMethod, ExpectLockViolation(ViolationKind.Recursion)]
    [DataRow(1)]
    public void An_overload(int row)
    {
        Assert.AreEqual(1, row);
        var once = new LockMap(new LockClass("once"));
        once.Acquire();
        once.Acquire();
        once.Release();
        once.Release();
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
