using System.Text.RegularExpressions;
using LockValidator.Analyzers.Capture;
using LockValidator.Interception;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LockValidator.Analyzers.Tests;

public sealed partial class CaptureGeneratorTests
{
    [Theory]
    [InlineData("lock (_field) { }", "1 C _field")]
    [InlineData("lock (Property) { }", "1 C _field")]
    [InlineData("lock (((object)_field)!) { }", "1 C _field")]
    [InlineData("lock (_array[0]) { }", "1 C _array[]")]
    [InlineData("lock (s_static) { }", "1 C s_static")]
    [InlineData("object local = _field; lock (local) { }", "1 C _field")]
    [InlineData("object local = new(); lock (local) { }", "1 C M.local")]
    [InlineData("object local = _field; local = _array; lock (local) { }", "1 C M.local")]
    [InlineData("Monitor.Enter(_field);", "1 C _field")]
    [InlineData("lock (parameter) { }", "2  parameter")]
    [InlineData("lock (Make()) { }", null)]
    [InlineData("lock (this) { }", null)]
    public void A_lock_is_named_by_where_it_comes_from(string statement, string? expected) => Origins($$"""
        class C
        {
            readonly object _field = new();
            readonly object[] _array = [];
            static readonly object s_static = new();
            object Property => _field;
            static object Make() => new();
            void M(object parameter) { {{statement}} }
        }
        """).Should().Equal(expected is null ? [] : [expected]);

    [Fact]
    public void A_lock_that_is_passed_on_is_named_by_who_passed_it() => Origins("""
        class C
        {
            readonly object _a = new(), _b = new();
            static void Under(object gate) { lock (gate) { } }
            static void Forward(int n, object gate) => Under(gate);
            void M() { Under(_a); Forward(1, gate: _b); Other(_b); }
            static void Other(object thing) { }
        }
        """).Should().BeEquivalentTo(["2  gate", "2  gate", "1 C _a", "1 C _b"]);

    [Fact]
    public void A_primary_constructor_parameter_names_its_lock_as_a_field_does() => Origins("""
        class C(object gate)
        {
            void M() { lock (gate) { } }
        }
        """).Should().Equal("1 C gate");

    /// <summary>Every public overload of what is to be captured, called once: the generated code must compile, and stand for each call.</summary>
    [Fact]
    public void Every_overload_of_a_captured_method_is_intercepted()
    {
        string code = """
            class C
            {
                readonly SemaphoreSlim _s = new(1); readonly ReaderWriterLockSlim _r = new(); readonly Mutex _m = new(); SpinLock _spin; readonly Thread _t = new(() => { });
                void M(Task task, Task<int> other, Task[] tasks, TimeSpan t, CancellationToken ct, ref bool taken)
                {
                    _s.Wait(); _s.Wait(ct); _s.Wait(1); _s.Wait(t); _s.Wait(1, ct); _s.Wait(t, ct); _s.Release(); _s.Release(1);
                    _s.WaitAsync(); _s.WaitAsync(ct); _s.WaitAsync(1); _s.WaitAsync(t); _s.WaitAsync(1, ct); _s.WaitAsync(t, ct);
                    _r.EnterReadLock(); _r.TryEnterReadLock(1); _r.TryEnterReadLock(t); _r.ExitReadLock();
                    _r.EnterWriteLock(); _r.TryEnterWriteLock(1); _r.TryEnterWriteLock(t); _r.ExitWriteLock();
                    _r.EnterUpgradeableReadLock(); _r.TryEnterUpgradeableReadLock(1); _r.TryEnterUpgradeableReadLock(t); _r.ExitUpgradeableReadLock();
                    _m.WaitOne(); _m.WaitOne(1); _m.WaitOne(t); _m.WaitOne(1, false); _m.WaitOne(t, false); _m.ReleaseMutex();
                    _spin.Enter(ref taken); _spin.TryEnter(ref taken); _spin.TryEnter(1, ref taken); _spin.TryEnter(t, ref taken); _spin.Exit(); _spin.Exit(false);
                    _t.Join(); _t.Join(1); _t.Join(t);
                    task.Wait(); task.Wait(ct); task.Wait(1); task.Wait(t); task.Wait(1, ct); task.Wait(t, ct);
                    Task.WaitAll(tasks); Task.WaitAll(task, other); Task.WaitAll(tasks, ct); Task.WaitAll(tasks, 1); Task.WaitAll(tasks, t); Task.WaitAll(tasks, 1, ct);
                    Task.WaitAny(tasks); Task.WaitAny(tasks, ct); Task.WaitAny(tasks, 1); Task.WaitAny(tasks, t); Task.WaitAny(tasks, 1, ct);
                    task.GetAwaiter().GetResult(); other.GetAwaiter().GetResult(); task.ConfigureAwait(false).GetAwaiter().GetResult(); other.ConfigureAwait(false).GetAwaiter().GetResult();
                }
            }
            """;
        (string generated, Compilation output) = Generate(code, captures: true);

        // The stub compilation has no embedded attribute, which the package brings.
        output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS0414" && d.Id != "CS4014").Should().BeEmpty();
        int calls = Calls().Count(code[code.IndexOf("_s.Wait()", StringComparison.Ordinal)..]);
        Regex.Count(generated, "InterceptsLocation(Attribute)?\\(1,").Should().Be(calls, "{0}", generated);
    }

    /// <summary>What a task returns may be a type that generated code cannot name.</summary>
    [Theory]
    [InlineData("static T M<T>(Task<T> task) => task.GetAwaiter().GetResult();")]
    [InlineData("static T[] M<T>(Task<T[]> task) => task.ConfigureAwait(false).GetAwaiter().GetResult();")]
    [InlineData("class P { } static P M(Task<P> task) => task.GetAwaiter().GetResult();")]
    [InlineData("class P { } static P[] M(Task<P[]> task) => task.GetAwaiter().GetResult();")]
    [InlineData("class P { public class Inner { } } static P.Inner M(Task<P.Inner> task) => task.GetAwaiter().GetResult();")]
    [InlineData("class P<T> { public class Inner { } public static Inner M(Task<Inner> task) => task.GetAwaiter().GetResult(); }")]
    [InlineData("class P { } static (int A, P? B) M(Task<(int A, P? B)> task) => task.GetAwaiter().GetResult();")]
    [InlineData("static dynamic M(Task<dynamic> task) => task.GetAwaiter().GetResult();")]
    [InlineData("static int M() => Task.FromResult(new { X = 1 }).GetAwaiter().GetResult().X;")]
    [InlineData("static int M() => Task.FromResult(new[] { new { X = 1 } }).GetAwaiter().GetResult().Length;")]
    public void A_wait_for_a_task_of_any_type_is_intercepted(string member)
    {
        (string generated, Compilation output) = Generate($"file class C {{ {member} }}", captures: true);

        output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning).Should().BeEmpty();
        Regex.Count(generated, "InterceptsLocation(Attribute)?\\(1,").Should().Be(1, "{0}", generated);
    }

    [Theory]
    [InlineData("task.GetAwaiter();")]
    [InlineData("task.ConfigureAwait(false);")]
    [InlineData("Func<Task> wait = semaphore.WaitAsync;")]
    public void What_does_not_block_or_cannot_be_intercepted_is_left_alone(string statement)
    {
        (string generated, _) = Generate($"class C {{ void M(Task task, SemaphoreSlim semaphore) {{ {statement} }} }}", captures: true);

        generated.Should().NotContain("InterceptsLocation");
    }

    [Fact]
    public void The_embedded_Monitor_has_every_member_of_the_real_one()
    {
        string shim = File.ReadAllText(Path.Combine(Root(), "src", "LockValidator", "capture", "Monitor.cs"));
        const string embedded = "namespace Microsoft.CodeAnalysis { [Embedded] internal sealed partial class EmbeddedAttribute : global::System.Attribute { } }";
        CSharpCompilation compilation = Source.Compile(shim + embedded);
        compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning).Should().BeEmpty();
        INamedTypeSymbol real = compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly.GetTypeByMetadataName("System.Threading.Monitor")!;
        INamedTypeSymbol ours = compilation.Assembly.GetTypeByMetadataName("System.Threading.Monitor")!;

        Shapes(ours).Should().BeEquivalentTo(Shapes(real));

        static IEnumerable<string> Shapes(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>()
            .Where(static m => m.DeclaredAccessibility == Accessibility.Public && m.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet)
            .Select(static m => $"{m.ReturnType} {m.Name}({string.Join(", ", m.Parameters.Select(static p => $"{p.RefKind} {p.Type} {p.Name}"))})");
    }

    [Fact]
    public void Nothing_is_generated_while_capture_is_off()
    {
        (string generated, _) = Generate("class C { void M(SemaphoreSlim s) { s.Wait(); lock (s) { } } }", captures: false);

        generated.Should().BeEmpty();
    }

    private static List<string> Origins(string code)
    {
        (string generated, _) = Generate(code, captures: true);
        Match table = Table().Match(generated);
        return !table.Success ? [] : table.Groups[1].Value.Split("\\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(static row => row.Split("\\t")).Select(static cells => $"{cells[3]} {cells[4]} {cells[5]}").ToList();
    }

    private static (string Generated, Compilation Output) Generate(string code, bool captures)
    {
        typeof(CaptureSites).Should().NotBeNull("the generated code refers to it");
        const string embedded = "namespace Microsoft.CodeAnalysis { [Embedded] internal sealed partial class EmbeddedAttribute : global::System.Attribute { } }";
        CSharpCompilation compilation = Source.Compile(code);
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(embedded, options, "Embedded.cs"));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new CaptureGenerator().AsSourceGenerator()], parseOptions: options, optionsProvider: Source.Options(captures))
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return (string.Concat(driver.GetRunResult().GeneratedTrees.Select(static tree => tree.ToString())), output);
    }

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    [GeneratedRegex("typeof\\(CapturedPlaces\\)\\.Assembly, \"(.*)\"\\)")]
    private static partial Regex Table();

    [GeneratedRegex("\\.(Wait|WaitAsync|Release|\\w+Lock|WaitOne|ReleaseMutex|Enter|TryEnter|Exit|Join|WaitAll|WaitAny|GetAwaiter\\(\\)\\.GetResult)\\(")]
    private static partial Regex Calls();
}
