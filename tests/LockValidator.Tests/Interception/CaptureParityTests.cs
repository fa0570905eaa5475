using System.Reflection;
using LockValidator.Interception;

namespace LockValidator.Tests.Interception;

/// <summary>What captured code arrives at does what the original does: members, results and exceptions.</summary>
public sealed class CaptureParityTests
{
    private const int Scripts = 500;
    private const int Steps = 12;

    [Fact]
    public void Every_public_member_of_Monitor_has_its_counterpart()
    {
        Shapes(typeof(MonitorCapture)).Should().Contain(Shapes(typeof(Monitor)));

        static IEnumerable<string> Shapes(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(static method => !method.IsDefined(typeof(ObsoleteAttribute)))
            .Select(static method => $"{method.ReturnType} {method.Name}({string.Join(", ", method.GetParameters().Select(static p => p.ParameterType))})");
    }

    [Fact]
    public void Monitor_gives_the_same_results_and_exceptions_over_random_scripts() => Compare(
        static () => new object(),
        [
            (static (o, _) => { Monitor.Enter(o); return ""; }, static (o, _) => { MonitorCapture.Enter(o); return ""; }),
            (static (o, taken) => { Monitor.Enter(o, ref taken); return taken; }, static (o, taken) => { MonitorCapture.Enter(o, ref taken); return taken; }),
            (static (o, _) => Monitor.TryEnter(o), static (o, _) => MonitorCapture.TryEnter(o)),
            (static (o, _) => Monitor.TryEnter(o, 1), static (o, _) => MonitorCapture.TryEnter(o, 1)),
            (static (o, _) => Monitor.TryEnter(o, -2), static (o, _) => MonitorCapture.TryEnter(o, -2)),
            (static (o, _) => Monitor.TryEnter(o, TimeSpan.FromDays(100)), static (o, _) => MonitorCapture.TryEnter(o, TimeSpan.FromDays(100))),
            (static (o, taken) => { Monitor.TryEnter(o, 0, ref taken); return taken; }, static (o, taken) => { MonitorCapture.TryEnter(o, 0, ref taken); return taken; }),
            (static (o, _) => { Monitor.Exit(o); return ""; }, static (o, _) => { MonitorCapture.Exit(o); return ""; }),
            (static (o, _) => Monitor.IsEntered(o), static (o, _) => MonitorCapture.IsEntered(o)),
            (static (o, _) => { Monitor.PulseAll(o); return ""; }, static (o, _) => { MonitorCapture.PulseAll(o); return ""; }),
            (static (o, _) => Monitor.Wait(o, 0), static (o, _) => MonitorCapture.Wait(o, 0)),
            (static (_, _) => { Monitor.Enter(null!); return ""; }, static (_, _) => { MonitorCapture.Enter(null!); return ""; }),
            (static (_, _) => { Monitor.Exit(null!); return ""; }, static (_, _) => { MonitorCapture.Exit(null!); return ""; }),
        ]);

    [Theory]
    [InlineData(LockRecursionPolicy.NoRecursion)]
    [InlineData(LockRecursionPolicy.SupportsRecursion)]
    public void ReaderWriterLockSlim_gives_the_same_results_and_exceptions_over_random_scripts(LockRecursionPolicy policy) => Compare(
        () => new ReaderWriterLockSlim(policy),
        [
            (static (l, _) => { l.TryEnterReadLock(0); return l.CurrentReadCount; }, static (l, _) => { ReaderWriterLockSlimCapture.TryEnterReadLock(l, 0, null); return l.CurrentReadCount; }),
            (static (l, _) => l.TryEnterReadLock(1), static (l, _) => ReaderWriterLockSlimCapture.TryEnterReadLock(l, 1, null)),
            (static (l, _) => l.TryEnterWriteLock(1), static (l, _) => ReaderWriterLockSlimCapture.TryEnterWriteLock(l, 1, null)),
            (static (l, _) => l.TryEnterUpgradeableReadLock(1), static (l, _) => ReaderWriterLockSlimCapture.TryEnterUpgradeableReadLock(l, 1, null)),
            (static (l, _) => l.TryEnterUpgradeableReadLock(-2), static (l, _) => ReaderWriterLockSlimCapture.TryEnterUpgradeableReadLock(l, -2, null)),
            (static (l, _) => { l.ExitReadLock(); return ""; }, static (l, _) => { ReaderWriterLockSlimCapture.ExitReadLock(l, null); return ""; }),
            (static (l, _) => { l.ExitWriteLock(); return ""; }, static (l, _) => { ReaderWriterLockSlimCapture.ExitWriteLock(l, null); return ""; }),
            (static (l, _) => { l.ExitUpgradeableReadLock(); return ""; }, static (l, _) => { ReaderWriterLockSlimCapture.ExitUpgradeableReadLock(l, null); return ""; }),
        ]);

    [Fact]
    public void SemaphoreSlim_gives_the_same_results_and_exceptions_over_random_scripts() => Compare(
        static () => new SemaphoreSlim(1, 2),
        [
            (static (s, _) => s.Wait(0), static (s, _) => SemaphoreSlimCapture.Wait(s, 0, null)),
            (static (s, _) => s.Wait(1), static (s, _) => SemaphoreSlimCapture.Wait(s, 1, null)),
            (static (s, _) => s.Wait(-2), static (s, _) => SemaphoreSlimCapture.Wait(s, -2, null)),
            (static (s, _) => { s.Wait(new CancellationToken(true)); return ""; }, static (s, _) => { SemaphoreSlimCapture.Wait(s, new CancellationToken(true), null); return ""; }),
            (static (s, _) => s.WaitAsync(0).Result, static (s, _) => SemaphoreSlimCapture.WaitAsync(s, 0, null).Result),
            (static (s, _) => s.WaitAsync(1).Result, static (s, _) => SemaphoreSlimCapture.WaitAsync(s, 1, null).Result),
            (static (s, _) => s.Release(), static (s, _) => SemaphoreSlimCapture.Release(s, null)),
            (static (s, _) => s.Release(2), static (s, _) => SemaphoreSlimCapture.Release(s, 2, null)),
            (static (s, _) => s.Release(0), static (s, _) => SemaphoreSlimCapture.Release(s, 0, null)),
            (static (s, _) => s.CurrentCount, static (s, _) => s.CurrentCount),
        ]);

    // Each script on a thread of its own: most end with locks held.
    private static void Compare<T>(Func<T> make, (Func<T, bool, object> Original, Func<T, bool, object> Captured)[] operations)
    {
        for (int seed = 0; seed < Scripts; seed++)
        {
            int script = seed;
            RealThreads.Run(() => Play(script, make, operations));
        }
    }

    private static void Play<T>(int seed, Func<T> make, (Func<T, bool, object> Original, Func<T, bool, object> Captured)[] operations)
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        var random = new Random(seed);
        T original = make(), captured = make();
        for (int step = 0; step < Steps; step++)
        {
            int operation = random.Next(operations.Length);
            bool argument = random.Next(8) == 0;
            string expected = Outcome(operations[operation].Original, original, argument);
            Outcome(operations[operation].Captured, captured, argument).Should().Be(expected, "operation {0}, step {1} of seed {2}", operation, step, seed);
        }
    }

    private static string Outcome<T>(Func<T, bool, object> operation, T target, bool argument)
    {
        try
        {
            return operation(target, argument).ToString()!;
        }
        catch (Exception e)
        {
            return (e.InnerException ?? e).GetType().Name;
        }
    }
}
