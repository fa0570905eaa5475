using System.Reflection;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator;

/// <summary>Tells a run from a look at a few tests.</summary>
internal static class WholeRun
{
    /// <summary>True unless the test cases are a part of one class only: what one runs from an editor may well take no lock.</summary>
    public static bool Is(ITestAssembly assembly, IReadOnlyCollection<IXunitTestCase> testCases)
    {
        if (testCases.Select(static testCase => testCase.TestMethod.TestClass.Class.Name).Distinct().Count() > 1)
        {
            return true;
        }

        int run = testCases.Select(static testCase => testCase.TestMethod.Method.Name).Distinct().Count();
        return assembly.Assembly is IReflectionAssemblyInfo { Assembly: { } loaded } && run >= TypesOf(loaded).Sum(TestMethods);
    }

    /// <summary>Types that cannot be loaded have no tests that could be run.</summary>
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }

    private static int TestMethods(Type type) => type.IsAbstract && !type.IsSealed
        ? 0
        : type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static).Count(static method => method.IsDefined(typeof(FactAttribute), inherit: true));
}
