using System.Collections.Immutable;
using LockValidator.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LockValidator.Analyzers.Tests;

/// <summary>Beside each row that must be reported stands one that must not, and differs by one step.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("lock (_gate) { }", "LVA001")]
    [InlineData("lock ((_gate)) { }", "LVA001")]
    [InlineData("using (_gate.EnterScope()) { }", null)]
    [InlineData("lock (_plain) { }", null)]
    [InlineData("Monitor.Enter(_gate);", "LVA002")]
    [InlineData("Monitor.Exit(_gate);", "LVA002")]
    [InlineData("Monitor.Enter(_plain);", null)]
    [InlineData("_gate.Enter();", null)]
    public async Task A_validated_lock_is_not_used_as_a_monitor(string statement, string? rule) =>
        await Expect(new WrongLockAnalyzer(), $$"""
            class C
            {
                readonly ValidatedLock _gate = new();
                readonly object _plain = new();
                void M() { {{statement}} }
            }
            """, rule);

    [Theory]
    [InlineData("readonly SpinLock _spin;", "", "LVA003")]
    [InlineData("SpinLock _spin;", "", null)]
    [InlineData("readonly LockMap _map;", "", "LVA003")]
    [InlineData("LockMap _map;", "", null)]
    [InlineData("SpinLock _spin;", "SpinLock copy = _spin;", "LVA003")]
    [InlineData("SpinLock _spin;", "ref SpinLock same = ref _spin;", null)]
    [InlineData("SpinLock _spin;", "Use(_spin);", "LVA003")]
    [InlineData("SpinLock _spin;", "UseSame(ref _spin);", null)]
    [InlineData("SpinLock _spin;", "_spin = new SpinLock();", null)]
    public async Task A_lock_that_is_a_struct_is_neither_copied_nor_read_only(string field, string statement, string? rule) =>
        await Expect(new StructCopyAnalyzer(), $$"""
            class C
            {
                {{field}}
                static void Use(SpinLock spin) { }
                static void UseSame(ref SpinLock spin) { }
                void M() { {{statement}} }
            }
            """, rule);

    [Theory]
    [InlineData("async Task<IDisposable> Take() => await _async.LockAsync();", "LVA004")]
    [InlineData("async Task<IDisposable> Take() { await Task.Yield(); return await _async.LockAsync(); }", "LVA004")]
    [InlineData("ValueTask<ValidatedAsyncLock.Releaser> Take() => _async.LockAsync();", null)]
    [InlineData("async Task<IDisposable> Take() { await Task.Yield(); return new Timer(_ => { }); }", null)]
    [InlineData("async Task M() { using (await _async.LockAsync()) { await Task.Yield(); } }", null)]
    [InlineData("async Task M() { using (_readers.EnterReadScope()) { await Task.Yield(); } }", "LVA005")]
    [InlineData("async Task M() { using (_readers.EnterReadScope()) { } await Task.Yield(); }", null)]
    [InlineData("async Task M() { using var scope = _readers.EnterReadScope(); await Task.Yield(); }", "LVA005")]
    [InlineData("async Task M() { await Task.Yield(); using var scope = _readers.EnterReadScope(); }", null)]
    [InlineData("void M() { using (_readers.EnterReadScope()) { Task.Run(async () => await Task.Yield()); } }", null)]
    [InlineData("void M() { _gate.EnterScope(); }", "LVA006")]
    [InlineData("void M() { using (_gate.EnterScope()) { } }", null)]
    [InlineData("void M() { _ = _readers.EnterReadScope(); }", "LVA006")]
    [InlineData("void M() { using var scope = _readers.EnterReadScope(); }", null)]
    [InlineData("async Task M() { await _async.LockAsync(); }", "LVA006")]
    [InlineData("void M() { _gate.Enter(); }", null)]
    public async Task What_releases_a_lock_stays_with_who_took_it(string member, string? rule) =>
        await Expect(new ScopeAnalyzer(), $$"""
            class C
            {
                readonly ValidatedLock _gate = new();
                readonly ValidatedReaders _readers = new();
                readonly ValidatedAsyncLock _async = new();
                {{member}}
            }
            """, rule);

    [Theory]
    [InlineData("_ = task.Result;", true, "LVA007")]
    [InlineData("_ = task.Result;", false, null)]
    [InlineData("_ = task.ValidatedResult();", true, null)]
    [InlineData("_ = task.Status;", true, null)]
    [InlineData("_ = lazy.Value;", true, "LVA008")]
    [InlineData("_ = lazy.Value;", false, null)]
    [InlineData("_ = lazy.IsValueCreated;", true, null)]
    public async Task Waits_that_capture_cannot_see_are_pointed_out_while_it_is_on(string statement, bool captures, string? rule) =>
        await Expect(new UncapturedPropertyAnalyzer(), $$"""
            class C
            {
                void M(Task<int> task, Lazy<int> lazy) { {{statement}} }
            }
            """, rule, captures);

    [Theory]
    [InlineData("new System.Threading.Lock()", true, "LVA009")]
    [InlineData("new()", true, "LVA009")]
    [InlineData("new()", false, null)]
    public async Task A_lock_that_is_still_the_frameworks_is_pointed_out_while_locks_are_captured(string value, bool captures, string? rule) =>
        await Expect(new UncapturedLockAnalyzer(), $"class C {{ readonly System.Threading.Lock _gate = {value}; }}", rule, captures);

    /// <summary>It was made in a project that does not capture, where this project's analyzers do not look.</summary>
    [Theory]
    [InlineData("lock (store.Gate) { }", true, "LVA009")]
    [InlineData("lock (store.Get()) { }", true, "LVA009")]
    [InlineData("store.Gate.Enter();", true, "LVA009")]
    [InlineData("using (store.Gate.EnterScope()) { }", true, "LVA009")]
    [InlineData("lock (store.Gate) { }", false, null)]
    [InlineData("store.Gate.Exit();", true, null)]
    [InlineData("lock (store) { }", true, null)]
    public async Task A_lock_of_a_project_that_does_not_capture_is_pointed_out_where_it_is_taken(string statement, bool captures, string? rule) =>
        await Expect(new UncapturedLockAnalyzer(), $"class C {{ void M(LockValidator.Analyzers.Tests.UncapturedStore store) {{ {statement} }} }}", rule, captures);

    [Fact]
    public async Task The_fix_of_a_lock_statement_enters_the_lock_itself()
    {
        string code = "class C { readonly ValidatedLock _gate = new(); void M() { lock (_gate) { Console.WriteLine(); } } }";

        string changed = await Source.Fix(new WrongLockAnalyzer(), new EnterScopeCodeFix(), code);

        changed.Should().Contain("using (_gate.EnterScope()) { Console.WriteLine(); }").And.NotContain("lock (");
        (await Source.Diagnose(new WrongLockAnalyzer(), changed)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("task.Result", "task.ValidatedResult()")]
    [InlineData("lazy.Value", "lazy.ValidatedValue()")]
    public async Task The_fix_of_an_unseen_wait_calls_the_checked_one(string before, string after)
    {
        string code = $"class C {{ int M(Task<int> task, Lazy<int> lazy) => {before}; }}";

        string changed = await Source.Fix(new UncapturedPropertyAnalyzer(), new ValidatedWaitCodeFix(), code, captures: true);

        changed.Should().Contain($"=> {after};").And.Contain("using LockValidator;");
        (await Source.Diagnose(new UncapturedPropertyAnalyzer(), changed, captures: true)).Should().BeEmpty();
    }

    [Fact]
    public void Every_rule_has_a_page_and_links_to_it()
    {
        DiagnosticAnalyzer[] analyzers = [new WrongLockAnalyzer(), new StructCopyAnalyzer(), new ScopeAnalyzer(), new UncapturedPropertyAnalyzer(), new UncapturedLockAnalyzer()];
        DiagnosticDescriptor[] rules = [.. analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics)];

        rules.Select(static rule => rule.Id).Should().Equal(Enumerable.Range(1, rules.Length).Select(static n => $"LVA{n:000}"));
        foreach (DiagnosticDescriptor rule in rules)
        {
            rule.HelpLinkUri.Should().EndWith($"docs/rules/{rule.Id}.md");
            File.ReadAllLines(Path.Combine(Root(), "docs", "rules", rule.Id + ".md"))[0].Should().StartWith($"# {rule.Id} ");
            File.ReadAllText(Path.Combine(Root(), "docs", "rules", "README.md")).Should().Contain($"[{rule.Id}]({rule.Id}.md)");
        }
    }

    private static async Task Expect(DiagnosticAnalyzer analyzer, string code, string? rule, bool captures = false)
    {
        ImmutableArray<Diagnostic> found = await Source.Diagnose(analyzer, code, captures);

        found.Select(static d => d.Id).Should().Equal(rule is null ? [] : [rule], "{0}", code);
    }

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
