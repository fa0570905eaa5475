namespace LockValidator.PackageSmoke.Tests;

/// <summary>The packed package in fresh consumers that say nothing of it in their code.</summary>
[Collection(nameof(PackedFeed))]
public sealed class CaptureTests(PackedFeed feed)
{
    private const string On = "-p:LockValidation=true";

    private static readonly Dictionary<char, string> s_names = new()
    {
        ['m'] = "Shop._monitor (Program.cs:9)",
        ['l'] = "Shop._lock (Program.cs:10)",
        ['s'] = "Shop._semaphore (Program.cs:11)",
        ['r'] = "Shop._readers (Program.cs:12)",
    };

    [Fact]
    public void A_consumer_reports_inversions_of_any_two_kinds_with_the_property_and_is_free_of_us_without_it()
    {
        string on = feed.Build("Shop", On);
        foreach (string pair in new[] { "ml", "ms", "mr", "ls", "lr", "sr" })
        {
            string reversed = new([.. pair.Reverse()]);
            string found = feed.Execute(on, "Shop", pair, reversed);
            found.Should().Contain("LV0001 CircularDependency").And.Contain(s_names[pair[0]]).And.Contain(s_names[pair[1]]);
            feed.Execute(on, "Shop", pair, pair).Should().NotContain("LV0", "{0} twice is one order", pair);
        }

        string silent = feed.Execute(on, "Shop", "", "");
        silent.Should().Contain("LV0027 NothingObserved", "validation was asked for and saw nothing");

        // Off after on, in the same folders: nothing may be left of the build before.
        string off = feed.Build("Shop");
        Metadata shop = Metadata.Of(Path.Combine(off, "Shop.dll"));
        shop.References.Should().NotContain(static name => name.StartsWith("LockValidator", StringComparison.Ordinal));
        shop.Types.Should().NotContain(static name => name.Contains("LockValidator", StringComparison.Ordinal) || name.Contains("Monitor", StringComparison.Ordinal) || name.Contains("Embedded", StringComparison.Ordinal));
        Directory.GetFiles(off).Select(Path.GetFileName).Should().NotContain(static name => name!.Contains("LockValidator", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(off, "Shop.deps.json")).Should().NotContain("LockValidator");
        feed.Execute(off, "Shop", "ml", "lm").Should().BeEmpty();
        Directory.GetFiles(feed.Publish("Shop")).Select(Path.GetFileName).Should().Contain("Shop.dll").And.NotContain(static name => name!.Contains("LockValidator", StringComparison.Ordinal));

        // A stricter check of the check: the captured build would not pass it.
        Metadata.Of(Path.Combine(feed.Build("Shop", On), "Shop.dll")).References.Should().Contain("LockValidator").And.Contain("LockValidator.Lock");
    }

    [Fact]
    public void A_consumer_of_the_lock_types_gets_the_library_without_the_property()
    {
        string output = feed.Build("Wrapper");

        feed.Execute(output, "Wrapper").Trim().Should().Be("True");
        Directory.GetFiles(feed.Publish("Wrapper")).Select(Path.GetFileName).Should().Contain("LockValidator.dll").And.Contain("LockValidator.Core.dll");
        Metadata.Of(Path.Combine(output, "Wrapper.dll")).Types.Should().NotContain("System.Threading.Monitor");
    }

    [Fact]
    public void A_property_that_is_neither_true_nor_false_is_an_error() =>
        feed.FailToBuild("Shop", "-p:LockValidation=1").Should().Contain("LVB001");

    [Fact]
    public void A_baseline_that_is_not_there_is_an_error() =>
        feed.FailToBuild("Shop", "-p:LockValidationBaseline=no-such.json").Should().Contain("LVB002");

    [Fact]
    public void A_baseline_goes_beside_the_program()
    {
        using var file = new TemporaryFile("""{ "allow": [ { "rule": "LV0001", "reason": "looked at" }, { "rule": "LV0003" } ] }""");
        string output = feed.Build("Shop", On, "-p:LockValidationBaseline=" + file.Path);

        feed.Execute(output, "Shop", "ml", "lm").Should().Contain("Allowed, nothing fails of it: looked at").And.Contain("lockvalidator.json(1,59): warning LVB002: the entry gives no reason");
    }

    [Fact]
    public void Projects_that_see_each_others_internals_share_one_Lock_and_are_captured_each()
    {
        string output = feed.Build("Program", On);
        string[] names = ["Library", "Middle", "Program"];
        names.Select(name => Metadata.Of(Path.Combine(output, name + ".dll"))).Should().OnlyContain(
            static assembly => assembly.References.Contains("LockValidator") && !assembly.Types.Contains("System.Threading.Lock"));

        Found("gate").Should().Contain("Store.Gate (Store.cs:5)").And.Contain("Store.Journal (Shelf.cs:10)").And.Contain("LV0001");
        Found("helpers").Should().Contain("Shelf._first (Shelf.cs:8)").And.Contain("Shelf._second (Shelf.cs:8)").And.Contain("LV0001");
        Found("spin").Should().Contain("LV0026").And.Contain("Shelf._spin (Shelf.cs:6)");
        Found("async").Should().Contain("LV0001").And.Contain("Shelf._places (Shelf.cs:7)");
        Found("locals").Should().Contain("Program.a (Program.cs:18)").And.Contain("Program.b (Program.cs:18)").And.Contain("Program.mutex (Program.cs:19)");
        Found("made").Should().Contain("Crate._made (Program.cs:27)").And.Contain("Crate.s_lazy (Program.cs:26)").And.Contain("Crate.Run.local (Program.cs:37)");
        Found("waits").Should().Contain("True").And.NotContain("LV0");
        Found("none").Should().Contain("LV0027");

        string Found(string scenario) => feed.Execute(output, "Program", scenario);
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
