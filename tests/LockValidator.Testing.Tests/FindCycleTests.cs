using System.Globalization;

namespace LockValidator.Testing.Tests;

/// <summary>Whether a graph has a cycle is judged by the rules of the checker.</summary>
public sealed class FindCycleTests
{
    [Theory]
    [InlineData("1: A B; 2: B A", true)]
    [InlineData("1: A B; 2: A B", false)]
    [InlineData("1: A.rr B.rr; 2: B.rr A.rr", false)]
    [InlineData("1: A.rr B; 2: B.rr A", true)]
    [InlineData("1: A.r B.rr; 2: B.rr A.rr", false)]
    [InlineData("1: A B.rr; 2: B.rr A", false)]
    [InlineData("1: A B.rr; 2: B A", true)]
    [InlineData("1: A.r B; 2: B A.rr", false)]
    [InlineData("1: A.r B; 2: B A.r", true)]
    [InlineData("1: A B; 2: B C; 3: C A", true)]
    [InlineData("1: A B; 2: B.rr C; 3: C.rr A", true)]
    [InlineData("1: A B; 2: B C.rr; 3: C.rr A", false)]
    public void A_cycle_of_recursive_readers_is_none(string script, bool isCycle)
    {
        var player = new LockScript("A=rw B=rw C=rw");
        player.Play(script).Any(static finding => finding.Kind == ViolationKind.CircularDependency).Should().Be(isCycle, "so says the checker");

        IReadOnlyList<DependencyStep>? cycle = player.Checker.Snapshot().FindCycle();
        (cycle is not null).Should().Be(isCycle);
        bool passes = true;
        try
        {
            LockOrderAssert.Acyclic(player.Checker.Snapshot());
        }
        catch (LockAssertionException)
        {
            passes = false;
        }

        passes.Should().Be(!isCycle);
    }

    [Fact]
    public void It_agrees_with_the_checker_on_random_scripts()
    {
        string[] modes = ["", ".r", ".rr"];
        int cycles = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            string script = string.Join("; ", Enumerable.Range(1, random.Next(2, 9)).Select(flow =>
            {
                int[] locks = Enumerable.Range(0, 5).OrderBy(_ => random.Next()).Take(random.Next(2, 4)).ToArray();
                return $"{flow.ToString(CultureInfo.InvariantCulture)}: {string.Join(' ', locks.Select(each => "ABCDE"[each] + modes[random.Next(modes.Length)]))}";
            }));
            var player = new LockScript("A=rw B=rw C=rw D=rw E=rw");
            bool found = player.Play(script).Any(static finding => finding.Kind == ViolationKind.CircularDependency);

            IReadOnlyList<DependencyStep>? cycle = player.Checker.Snapshot().FindCycle();
            (cycle is not null).Should().Be(found, "seed {0}: {1}", seed, script);
            for (int i = 0; i < cycle?.Count; i++)
            {
                cycle[i].To.Name.Should().Be(cycle[(i + 1) % cycle.Count].From.Name, "seed {0}: {1}", seed, script);
            }

            cycles += found ? 1 : 0;
        }

        cycles.Should().BeInRange(100, 300, "both answers are to be tried");
    }

    [Fact]
    public void A_large_graph_takes_no_time()
    {
        var player = new LockScript();
        player.Play(string.Join("; ", Enumerable.Range(0, 2_000).Select(static i => string.Create(CultureInfo.InvariantCulture, $"1: L{i} L{i + 1} L{i + 2}"))));
        GraphSnapshot graph = player.Checker.Snapshot();
        graph.ExecutionTimeOf(static g => g.FindCycle()).Should().BeLessThan(TimeSpan.FromSeconds(5));

        player.Play("2: L2000 L0");
        player.Checker.Snapshot().FindCycle().Should().HaveCountGreaterThan(500);
    }
}
