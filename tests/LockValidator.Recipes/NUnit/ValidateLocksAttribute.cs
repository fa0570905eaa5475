using LockValidator;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

[assembly: Recipes.ValidateLocks]

namespace Recipes;

/// <summary>Every test of the assembly fails that breaks a rule of lock validation.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ValidateLocksAttribute : Attribute, ITestAction
{
    private const string Key = "LockTest";

    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test) => test.Properties.Set(Key, LockTest.Begin(test.FullName, test.Method?.MethodInfo));

    public void AfterTest(ITest test)
    {
        if (((LockTest)test.Properties.Get(Key)!).End() is { } report)
        {
            Assert.Fail(report);
        }
    }
}
