using System.Reflection;

namespace LockValidator.Testing.Tests;

public sealed class LockTestTests
{
    // Classes of each test's own: all tests feed one graph.
    private static int s_tests;
    private readonly ValidatedLock _a;
    private readonly ValidatedLock _b;
    private readonly string _ab;

    public LockTestTests()
    {
        int number = Interlocked.Increment(ref s_tests);
        (_a, _b) = (new(new LockClass($"A{number}")), new(new LockClass($"B{number}")));
        _ab = $"B{number}, A{number}";
    }

    [Fact]
    public void Two_tests_that_make_an_inversion_together_are_both_named()
    {
        Play("first", () => Take(_a, _b)).Should().BeNull();
        string? message = Play("second", () => Take(_b, _a));

        message.Should().StartWith($"second and first together break LV0001 CircularDependency of {_ab}; each alone may pass.\npossible deadlock");
        message.Should().Contain("in second").And.Contain("in first");
        Play("first again", () => Take(_a, _b)).Should().BeNull();
    }

    [Fact]
    public void Each_repeat_fails_anew()
    {
        Play("row 1", () => Take(_a, _b)).Should().BeNull();
        for (int i = 2; i < 5; i++)
        {
            Play($"row {i}", () => Take(_b, _a)).Should().StartWith(i == 2
                ? $"row 2 and row 1 together break LV0001 CircularDependency of {_ab}; each alone may pass.\n"
                : $"row {i} does again what breaks LV0001 CircularDependency of {_ab}; first found in row 2 and row 1.\n");
        }
    }

    [Fact]
    public void An_expected_finding_does_not_fail_and_a_missing_one_does()
    {
        MethodInfo expects = Method(nameof(Expects)), other = Method(nameof(ExpectsOther));
        Play("a", () => Take(_a, _b)).Should().BeNull();

        Play("expects", () => Take(_b, _a), expects).Should().BeNull();
        Play("expects in vain", () => Take(_a, _b), expects).Should().StartWith("Expected LV0001 CircularDependency, but nothing was found\nSo far: LockValidator observed ");
        Play("expects other locks", () => Take(_b, _a), other).Should().StartWith(
            $"Expected LV0001 CircularDependency of X, but found LV0001 CircularDependency of {_ab}\n").And.Contain("possible deadlock");
    }

    [Fact]
    public void A_test_without_validation_is_not_judged_and_teaches_nothing()
    {
        Play("off", () =>
        {
            Take(_a, _b);
            Take(_b, _a);
        }, Method(nameof(Off))).Should().BeNull();

        Play("on", () => Take(_b, _a)).Should().BeNull("the other test's orders are forgotten");
    }

    [Fact]
    public void A_lock_that_outlives_its_test_fails_it()
    {
        Play("leaks", _a.Enter).Should().Contain("LV0016 HeldAtScopeEnd");
        _a.Exit();
    }

    [Fact]
    public void A_scope_that_a_test_opens_does_not_swallow_its_finding()
    {
        Play("opens a scope", () =>
        {
            using LockScope own = LockScope.Begin();
            Take(_a, _b);
            Take(_b, _a);
        }).Should().Contain("possible deadlock");

        Play("judges by itself", () =>
        {
            using LockScope own = LockScope.Begin(keepsFindings: true);
            Take(_b, _a);
            own.Violations.Should().ContainSingle();
        }).Should().BeNull();
    }

    [Fact]
    public void What_was_found_before_a_run_fails_it_and_no_other()
    {
        var before = new Thread(() =>
        {
            Take(_a, _b);
            Take(_b, _a);
        });
        before.UnsafeStart();
        before.Join();

        using LockTestRun run = LockTestRun.Begin("run"), next = LockTestRun.Begin("next");
        run.End().Should().StartWith("Found before the tests, or on threads").And.Contain(_ab.Split(", ")[0]);
        next.End().Should().BeNull("it is told once");
    }

    [Fact]
    public void What_waits_for_the_proof_of_a_semaphore_fails_the_test_that_did_it_and_not_the_one_that_gave_the_proof()
    {
        var semaphore = new LockMap(new LockClass(_ab + " semaphore"), threadAffine: false);
        semaphore.BeginTrial();
        using LockTest around = LockTest.Begin("around");
        Play("made", () =>
        {
            Around(_a, semaphore);
            semaphore.Acquire();
            using (_a.EnterScope())
            {
            }

            semaphore.Release();
        }).Should().BeNull("it waits");

        Play("proves", () => semaphore.Confirm()).Should().BeNull();

        around.End().Should().Contain("in made").And.NotContain("proves");

        static void Around(ValidatedLock held, LockMap taken)
        {
            using (held.EnterScope())
            {
                taken.Acquire();
                taken.Release();
            }
        }
    }

    [Fact]
    public async Task A_test_may_end_on_another_thread()
    {
        var nested = new List<string?>();
        for (int i = 0; i < 50; i++)
        {
            nested.AddRange(await Task.WhenAll(One(i, "x"), One(i, "y")));
        }

        nested.Should().OnlyContain(message => message == null);

        static async Task<string?> One(int i, string name)
        {
            await Task.Yield();
            using LockTest test = LockTest.Begin($"{name} {i}");
            var mine = new ValidatedLock("mine " + name);
            for (int k = 0; k < 3; k++)
            {
                using (mine.EnterScope())
                {
                }

                await Task.Yield();
            }

            return test.End();
        }
    }

    [Fact]
    public void A_run_says_what_was_observed()
    {
        using LockTestRun run = LockTestRun.Begin("run");
        Take(_a, _b);

        LockTestRun.Observed.Should().MatchRegex("^LockValidator observed [1-9][0-9]* lock classes, [1-9][0-9]* orders, [1-9][0-9]* chains and [1-9][0-9]* acquisitions");
        run.End().Should().BeNull();
    }

    [Fact]
    public void A_failed_test_says_what_the_run_has_observed_so_far()
    {
        string? message = Play("fails", () =>
        {
            Take(_a, _b);
            Take(_b, _a);
        });

        message.Should().EndWith("findings.").And.MatchRegex("\nSo far: LockValidator observed [1-9][0-9]* lock classes, [1-9][0-9]* orders");
    }

    private static string? Play(string name, Action code, MethodInfo? method = null)
    {
        using LockTest test = LockTest.Begin(name, method);
        code();
        return test.End();
    }

    private static MethodInfo Method(string name) => typeof(LockTestTests).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    [ExpectLockViolation(ViolationKind.CircularDependency)]
    private static void Expects()
    {
    }

    [ExpectLockViolation(ViolationKind.CircularDependency, Involving = ["X"])]
    private static void ExpectsOther()
    {
    }

    [NoLockValidation("to show it")]
    private static void Off()
    {
    }

    private static void Take(ValidatedLock first, ValidatedLock second)
    {
        using (first.EnterScope())
        using (second.EnterScope())
        {
        }
    }
}
