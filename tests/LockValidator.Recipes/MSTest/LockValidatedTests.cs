using LockValidator;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Recipes;

/// <summary>Test classes derive from it: each of their tests fails that breaks a rule of lock validation.</summary>
public abstract class LockValidatedTests
{
    private LockTest? _locks;

    public TestContext TestContext { get; set; } = null!;

    [TestInitialize]
    public void BeginLocks() => _locks = LockTest.Begin($"{TestContext.FullyQualifiedTestClassName}.{TestContext.TestName}", GetType().GetMethod(TestContext.TestName!));

    [TestCleanup]
    public void EndLocks()
    {
        if (_locks?.End() is { } report)
        {
            Assert.Fail(report);
        }
    }
}
