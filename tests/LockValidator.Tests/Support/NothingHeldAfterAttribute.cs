using System.Reflection;
using Xunit.Sdk;

[assembly: LockValidator.Tests.NothingHeldAfter]

namespace LockValidator.Tests;

/// <summary>
/// A test that leaves a lock held on its thread fails itself, and not a later one that happens to run there: what leaves locks behind on
/// purpose does it on a thread of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class NothingHeldAfterAttribute : BeforeAfterTestAttribute
{
    // What an earlier test was failed for is not held against the next one.
    [ThreadStatic]
    private static int t_known;

    public override void After(MethodInfo methodUnderTest)
    {
        IReadOnlyList<HeldLock> held = LockFlow.Current.Held;
        bool more = held.Count > t_known;
        t_known = held.Count;
        if (more)
        {
            throw new InvalidOperationException($"{methodUnderTest.DeclaringType!.Name}.{methodUnderTest.Name} leaves {held.Count} locks held on its thread: {string.Join(", ", held)}.");
        }
    }
}
