using System.Diagnostics;
using FluentAssertions;
using Xunit;
using Xunit.Abstractions;

namespace LockValidator.Stress.Tests;

/// <summary>
/// Many async flows over eight locks, with one inversion planted in each round: it is found, nothing else is, and nothing is left.
/// In full with LOCKVALIDATOR_FULL=1 (<c>tests/soak.sh</c>), else a tenth of it.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Rounds = 10;
    private const int AtOnce = 64;
    private const long MemoryBound = 8_000_000;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan s_leaving = TimeSpan.FromSeconds(10);

    private static int FlowsPerRound => Environment.GetEnvironmentVariable("LOCKVALIDATOR_FULL") == "1" ? 100_000 : 10_000;

    [Fact]
    public async Task Of_many_async_flows_exactly_the_inversion_planted_in_each_round_is_found()
    {
        long memory = 0;
        for (int round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await PlayAsync(seed: round).WaitAsync(s_limit);
            LockFlow.Current.Held.Should().BeEmpty();

            long now = GC.GetTotalMemory(forceFullCollection: true);
            output.WriteLine($"round {round}: {FlowsPerRound} flows in {watch.ElapsedMilliseconds} ms, {now / 1024} KiB after it");
            memory = memory == 0 ? now : memory;
            now.Should().BeLessThan(memory + MemoryBound, "round {0} leaves nothing behind", round);
        }
    }

    private static async Task PlayAsync(int seed)
    {
        var random = new Random(seed);
        int later = random.Next(1, SoakLocks.Awaited), earlier = random.Next(later);
        int planted = random.Next(FlowsPerRound);

        using LockScope scope = LockScope.Begin(ownGraph: true, name: $"round {seed}");
        LockChecker checker = scope.Checker;
        var locks = new SoakLocks();
        await locks.LearnAsync();
        checker.Violations.Should().BeEmpty("seed {0}", seed);

        using var room = new SemaphoreSlim(AtOnce);
        for (int i = 0; i < FlowsPerRound; i++)
        {
            await room.WaitAsync();
            var own = new Random(random.Next());
            int number = i;
            bool inverts = i == planted;
            _ = Task.Run(async () =>
            {
                try
                {
                    await (inverts ? locks.InvertAsync(later, earlier, own) : locks.RunAsync(own));
                    LeftOver(number);
                }
                catch (Exception e)
                {
                    s_failure = e;
                }
                finally
                {
                    room.Release();
                }
            });
        }

        for (int i = 0; i < AtOnce; i++)
        {
            await room.WaitAsync();
        }

        s_failure.Should().BeNull("seed {0}", seed);
        checker.Violations.Should().ContainSingle("seed {0}", seed).Which.Kind.Should().Be(ViolationKind.CircularDependency);
        Violation found = checker.Violations[0];
        found.Acquiring!.Class.Name.Should().Be(SoakLocks.Name(earlier), "seed {0}", seed);
        found.Holding!.Class.Name.Should().Be(SoakLocks.Name(later), "seed {0}", seed);

        // A thread that was the last to run a piece of a flow may still be on its way out of it.
        SpinWait.SpinUntil(() => checker.HeldLocksOfAllFlows().Count == 0, s_leaving);
        checker.HeldLocksOfAllFlows().Should().BeEmpty("seed {0}", seed);
        checker.Statistics.InternalFailures.Should().Be(0, "seed {0}", seed);
    }

    private static volatile Exception? s_failure;

    private static void LeftOver(int flow) => LockFlow.Current.Held.Should().BeEmpty("flow {0} has released what it took", flow);
}
