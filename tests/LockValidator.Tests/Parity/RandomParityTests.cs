namespace LockValidator.Tests;

/// <summary>The same random calls on the BCL type and on ours give the same results, exceptions included.</summary>
public sealed class RandomParityTests
{
    private const int Many = 100_000, Some = 2_000, Usual = 400, UsualOff = 60;

    public static TheoryData<string> Types => [.. Names];

    internal static string[] Names { get; } =
    [
        "Lock", "Monitor", "RWLS", "RWLS recursive", "SemaphoreSlim 1", "SemaphoreSlim 1 of 1", "SemaphoreSlim 0", "SemaphoreSlim 2 of 3", "Mutex", "Mutex owned", "CountdownEvent",
        "Barrier", "ManualResetEventSlim", "AutoResetEvent", "Lazy", "Lazy that fails", "Lazy without a constructor",
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void They_agree_with_validation_on(string type) => Compare(type, Scripts.Count(FullCount(type), Usual)).Should().BeNull();

    [Theory]
    [MemberData(nameof(Types))]
    public void They_agree_with_validation_off(string type) =>
        OffMode.Call<string?>(typeof(RandomParityTests), nameof(Compare), type, Scripts.Count(Some, UsualOff)).Should().BeNull();

    [Fact]
    public void A_difference_is_noticed() =>
        Scripts.FirstDifference(Some, () => new SemaphoreSlim(1, 1), () => new ValidatedSemaphore(1), LockCalls.Semaphore).Should().Contain("seed").And.Contain("SemaphoreFullException");

    // Called in the copy where validation is off as well.
    internal static string? Compare(string type, int count) => type switch
    {
        "Lock" => Scripts.FirstDifference(count, () => new Lock(), () => new ValidatedLock("gate"), LockScriptCalls()),
        "Monitor" => Scripts.FirstDifference(count, () => new BclMonitorScript(), () => new OurMonitorScript(), MonitorCalls.All),
        "RWLS" => Scripts.FirstDifference(count, () => new ReaderWriterLockSlim(), () => new ValidatedReaderWriterLock("gate"), LockCalls.ReaderWriter),
        "RWLS recursive" => Scripts.FirstDifference(
            count,
            () => new ReaderWriterLockSlim(LockRecursionPolicy.SupportsRecursion),
            () => new ValidatedReaderWriterLock(LockRecursionPolicy.SupportsRecursion, "gate"),
            LockCalls.ReaderWriter),
        "SemaphoreSlim 1" => Scripts.FirstDifference(count, () => new SemaphoreSlim(1), () => new ValidatedSemaphore(1, "gate"), LockCalls.Semaphore),
        "SemaphoreSlim 1 of 1" => Scripts.FirstDifference(count, () => new SemaphoreSlim(1, 1), () => new ValidatedSemaphore(1, 1, "gate"), LockCalls.Semaphore),
        "SemaphoreSlim 0" => Scripts.FirstDifference(count, () => new SemaphoreSlim(0), () => new ValidatedSemaphore(0, "gate"), LockCalls.Semaphore),
        "SemaphoreSlim 2 of 3" => Scripts.FirstDifference(count, () => new SemaphoreSlim(2, 3), () => new ValidatedSemaphore(2, 3, "gate"), LockCalls.Semaphore),
        "Mutex" => Scripts.FirstDifference(count, () => new Mutex(), () => new ValidatedMutex(), LockCalls.Mutex),
        "Mutex owned" => Scripts.FirstDifference(count, () => new Mutex(true), () => new ValidatedMutex(true), LockCalls.Mutex),
        "CountdownEvent" => Scripts.FirstDifference(count, () => new CountdownEvent(3), () => new ValidatedCountdown(3), WaitCalls.Countdown),
        "Barrier" => Scripts.FirstDifference(count, () => new Barrier(1), () => new ValidatedBarrier(1), WaitCalls.Barrier),
        "ManualResetEventSlim" => Scripts.FirstDifference(count, () => new ManualResetEventSlim(), () => new ValidatedManualResetEvent(), WaitCalls.ManualResetEvent),
        "AutoResetEvent" => Scripts.FirstDifference(count, () => new AutoResetEvent(true), () => new ValidatedAutoResetEvent(true), WaitCalls.AutoResetEvent),
        "Lazy" => Scripts.FirstDifference(count, () => new Lazy<int>(() => 7), () => new ValidatedLazy<int>(() => 7), WaitCalls.Lazy),
        "Lazy that fails" => Scripts.FirstDifference(
            count,
            () => new Lazy<int>(() => throw new TimeZoneNotFoundException()),
            () => new ValidatedLazy<int>(() => throw new TimeZoneNotFoundException()),
            WaitCalls.Lazy),
        "Lazy without a constructor" => Scripts.FirstDifference(count, () => new Lazy<string>(true), () => new ValidatedLazy<string>(true), WaitCalls.Lazy),
        _ => throw new ArgumentException("No such type.", nameof(type)),
    };

    private static int FullCount(string type) => type is "Lock" or "Monitor" || type.StartsWith("RWLS", StringComparison.Ordinal) || type.StartsWith("Sem", StringComparison.Ordinal) ? Many : Some;

    private static Call[] LockScriptCalls() =>
    [
        LockCalls.Do("Enter", gate => gate.Enter()), new("TryEnter", gate => gate.TryEnter()), .. LockCalls.Timed("TryEnter", (gate, ms) => gate.TryEnter(ms), (gate, span) => gate.TryEnter(span)),
        .. Enumerable.Range(0, 6).Select(_ => LockCalls.Do("Exit", gate => gate.Exit())), new("IsHeldByCurrentThread", gate => gate.IsHeldByCurrentThread),
    ];
}
