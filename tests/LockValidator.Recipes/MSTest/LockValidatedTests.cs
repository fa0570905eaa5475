using System.Reflection;
using LockValidator;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Recipes;

/// <summary>Test classes derive from it: each of their tests fails that breaks a rule of lock validation.</summary>
public abstract class LockValidatedTests
{
    private LockTest? _locks;

    public TestContext TestContext { get; set; } = null!;

    [TestInitialize]
    public void BeginLocks() => _locks = LockTest.Begin($"{TestContext.FullyQualifiedTestClassName}.{TestContext.TestName}", Method());

    [TestCleanup]
    public void EndLocks()
    {
        if (_locks?.End() is { } report)
        {
            Assert.Fail(report);
        }
    }

    // Its marks count. Methods may be overloaded: the one that takes as many arguments as the test has.
    private MethodInfo? Method() => GetType().GetMethods()
        .Where(method => method.Name == TestContext.TestName && method.IsDefined(typeof(TestMethodAttribute), inherit: true))
        .OrderBy(method => method.GetParameters().Length != (TestContext.TestData?.Length ?? 0))
        .FirstOrDefault();
}
