using static LockValidator.Core.Tests.Sample;

namespace LockValidator.Core.Tests;

/// <summary>A representative finding of every kind, and of the shapes that are rendered differently. The rule pages quote their reports.</summary>
internal static partial class ViolationSamples
{
    private const string Test = "OrderTests.Checkout";

    private static readonly ClassSnapshot s_orders = Class("Orders.Index");
    private static readonly ClassSnapshot s_customers = Class("Customers.Map");
    private static readonly ClassSnapshot s_session = Class("Session.Gate");

    /// <summary>By the name of their golden files: the rule id, and what is special.</summary>
    public static IReadOnlyDictionary<string, Violation> All { get; } = Order().Concat(Nesting()).Concat(Waits()).Concat(CircularWaits()).Concat(Usage()).Concat(Holds()).Concat(Lives()).Concat(Live())
        .ToDictionary(static sample => sample.Violation.Kind.RuleId() + sample.Variant, static sample => sample.Violation, StringComparer.Ordinal);

    private static IEnumerable<(string Variant, Violation Violation)> Order()
    {
        LockUse held = Use(s_orders, "7", At("Shop.Checkout.Run at Checkout.cs:29", "Shop.Program.Main at Program.cs:10"));
        LockUse taken = Use(s_customers, "12", At("Shop.Checkout.Charge at Checkout.cs:41", "Shop.Checkout.Run at Checkout.cs:31", "Shop.Program.Main at Program.cs:10"));
        DependencyStep closing = Step(s_orders, s_customers, Seen("worker-2", Test, taken.Position, held.Position));
        Violation two = Of(
            ViolationKind.CircularDependency,
            Verdict.Possible,
            "Both orders were seen in flows that can run at the same time.",
            "acquire",
            taken,
            Use(s_session, "3", At("Shop.Session.Open at Session.cs:12")),
            held) with
        {
            Holding = held,
            Cycle =
            [
                closing,
                Step(s_customers, s_orders, Seen(
                    "worker-1",
                    "ImportTests.Load",
                    At("Shop.Import.AddOrder at Import.cs:58", "Shop.Import.Load at Import.cs:52"),
                    At("Shop.Import.Load at Import.cs:51"))),
            ],
            Executions = [Test, "ImportTests.Load"],
        };
        yield return ("", two);
        yield return (".known", two with { Known = true });
        yield return (".certain", two with { Verdict = Verdict.Certain, Reason = "Both flows wait for each other now." });
        yield return (".informational", two with { Verdict = Verdict.Informational, Reason = "Only one flow has ever done both." });

        ClassSnapshot log = Class("Log.Writer"), stock = Class("Stock.Table");
        yield return (".four", two with
        {
            Cycle =
            [
                closing,
                Step(s_customers, log, Seen("worker-1", Test, At("Shop.Log.Write at Log.cs:20"), At("Shop.Customers.Add at Customers.cs:14"))),
                Step(log, stock, Seen("flusher", Test, At("Shop.Stock.Count at Stock.cs:8"), At("Shop.Log.Flush at Log.cs:33")) with { Inherited = true }, DependencyKinds.EN | DependencyKinds.ER),
                Step(stock, s_orders, new Witness("", "", CodePosition.Unknown, CodePosition.Unknown) { Declared = true }, DependencyKinds.SN),
            ],
        });
        yield return (".twelve", Ring(12));

        yield return ("", Of(
            ViolationKind.DeclaredOrderViolation,
            Verdict.Certain,
            "The order was declared, and this operation goes against it.",
            "acquire",
            taken,
            held) with
        {
            Holding = held,
            Check = "Customers.Map before Orders.Index",
            Cycle = [closing, Step(s_customers, s_orders, new Witness("", "", CodePosition.Unknown, CodePosition.Unknown) { Declared = true })],
        });

        yield return ("", Of(ViolationKind.RankViolation, Verdict.Certain, "Rank 1 of family shop is taken under rank 2.", "acquire", taken, held) with
        {
            Holding = held,
            Check = "family shop: Customers.Map has rank 1, Orders.Index has rank 2",
        });
    }

    private static IEnumerable<(string Variant, Violation Violation)> Nesting()
    {
        CodePosition outer = At("Shop.Cache.Refresh at Cache.cs:18"), inner = At("Shop.Cache.Get at Cache.cs:27", "Shop.Cache.Refresh at Cache.cs:20");
        ClassSnapshot cache = Class("Cache.Gate"), account = Class("Account.Gate");
        LockUse held = Use(cache, "4", outer);
        yield return ("", Of(ViolationKind.Recursion, Verdict.Certain, "The flow waits for itself.", "acquire", Use(cache, "4", inner), held) with { Holding = held });

        LockUse reader = Use(cache, "4", outer, LockMode.Shared);
        yield return (".conversion", Of(ViolationKind.Recursion, Verdict.Certain, "A reader waits until all readers have left, itself included.", "acquire", Use(cache, "4", inner), reader) with { Holding = reader });
        yield return (".writer-between", Of(ViolationKind.Recursion, Verdict.Possible, "It blocks when a writer comes between.", "acquire", Use(cache, "4", inner, LockMode.Shared), reader) with { Holding = reader });

        LockUse from = Use(account, "21", At("Bank.Account.TransferTo at Account.cs:14"));
        Violation nested = Of(
            ViolationKind.SameClassNesting,
            Verdict.Possible,
            "Instances 21 and 22 were taken in both orders.",
            "acquire",
            Use(account, "22", At("Bank.Account.TransferTo at Account.cs:16")),
            from) with
        {
            Holding = from,
        };
        yield return ("", nested);
        yield return (".compared", nested with { Compared = 1, Verdict = Verdict.Informational, Reason = "No pair was taken in the other order so far." });

        ClassSnapshot row = Class("Row.Gate");
        LockUse plain = Use(row, "30", At("Shop.Table.Lock at Table.cs:9"));
        LockUse second = Use(row, "31", At("Shop.Table.LockAll at Table.cs:22"));
        yield return ("", Of(ViolationKind.NestLockNotHeld, Verdict.Certain, "The nest lock is not among the held locks.", "acquire", second, plain) with { Holding = plain, MissingNest = "Table.All" });
        yield return ("", Of(ViolationKind.NestMergeWithoutNest, Verdict.Certain, "The hold below was taken without a nest lock.", "acquire", second, Use(Class("Table.All"), "29", At("Shop.Table.LockAll at Table.cs:19")), plain) with { Holding = plain });
        yield return ("", Of(ViolationKind.InvalidSubclass, Verdict.Certain, "Subclass 9 was given.", "acquire", Use(row, "31", At("Shop.Table.Lock at Table.cs:12"))) with { Check = "9" });
    }

    private static IEnumerable<(string Variant, Violation Violation)> Waits()
    {
        ClassSnapshot queue = Class("Queue.Spin", WaitType.Spin), log = Class("Log.Gate");
        LockUse spin = Use(queue, "5", At("Shop.Queue.Push at Queue.cs:15"));
        LockUse taken = Use(log, "8", At("Shop.Log.Write at Log.cs:31", "Shop.Queue.Push at Queue.cs:17"));
        yield return ("", Of(ViolationKind.InvalidWaitContext, Verdict.Certain, "Whether others wait does not matter: the lock may sleep.", "acquire", taken, Use(s_session, "3", At("Shop.Session.Open at Session.cs:12")), spin) with
        {
            WaitContext = new(WaitModel.RealTime, WaitType.Sleep, WaitType.Spin, 5, "task", spin),
        });
        yield return (".context", Of(ViolationKind.InvalidWaitContext, Verdict.Certain, "Code in AUDIO may only spin.", "acquire", taken) with
        {
            Flow = "audio",
            WaitContext = new(WaitModel.RealTime, WaitType.Sleep, WaitType.Spin, 2, "AUDIO", null),
        });
        yield return ("", Of(ViolationKind.BlockingNotAllowed, Verdict.Certain, "The flow holds a lock that spins.", "block", null, spin) with
        {
            Position = At("Shop.Disk.Flush at Disk.cs:44", "Shop.Queue.Push at Queue.cs:19"),
            WaitContext = new(WaitModel.RealTime, WaitType.Sleep, WaitType.Spin, 5, "task", spin),
        });
    }

    private static IEnumerable<(string Variant, Violation Violation)> Usage()
    {
        ClassSnapshot mixer = Class("Mixer.Gate", WaitType.Spin, usage: "?..."), peaks = Class("Peaks.Gate", WaitType.Spin, usage: "-...");
        ClassSnapshot disk = Class("Disk.Gate", WaitType.Spin, usage: "+..."), meter = Class("Meter.Gate", WaitType.Spin);
        Witness used = Seen("interrupt", "AudioTests.Play", At("Audio.Mixer.OnBlock at Mixer.cs:50"));
        Witness enabled = Seen("ui", "AudioTests.Play", At("Audio.Disk.Save at Disk.cs:12", "Audio.Window.OnSave at Window.cs:70"));
        const string Reason = "The context can interrupt the holder.";
        UsageDetail detail = new()
        {
            Context = "HARDIRQ", Read = false, Safe = mixer, Unsafe = mixer, SafeWitness = used,
            UnsafeWitness = Seen("ui", "AudioTests.Play", At("Audio.Mixer.SetVolume at Mixer.cs:23")),
            From = "IN-HARDIRQ-W", To = "HARDIRQ-ON-W",
        };
        Violation ui = Of(ViolationKind.InconsistentUsage, Verdict.Possible, Reason, "acquire", Use(mixer, "2", At("Audio.Mixer.SetVolume at Mixer.cs:23"))) with
        {
            Flow = "ui", Executions = ["AudioTests.Play"], Usage = detail,
        };
        yield return ("", ui);
        yield return (".nmi", ui with
        {
            Verdict = Verdict.Certain, Reason = "It is waited for in NMI now.", Flow = "nmi",
            Usage = detail with { Context = "NMI", From = "INITIAL USE", To = "IN-NMI", SafeWitness = used with { Flow = "nmi" } },
        });

        Witness first = Seen("ui", "AudioTests.Meter", At("Audio.Meter.Read at Meter.cs:9"), At("Audio.Peaks.Show at Peaks.cs:31"));
        Witness second = Seen("saver", "AudioTests.Play", At("Audio.Disk.Save at Disk.cs:12"), At("Audio.Meter.Store at Meter.cs:18"));
        DependencyStep[] path = [Step(peaks, meter, first), Step(meter, disk, second)];
        yield return ("", ui with
        {
            Kind = ViolationKind.UsageInversion, Flow = "interrupt", Acquiring = Use(peaks, "6", At("Audio.Peaks.OnBlock at Peaks.cs:14")), Position = At("Audio.Peaks.OnBlock at Peaks.cs:14"),
            Usage = new() { Context = "HARDIRQ", Read = false, Safe = peaks, Unsafe = disk, SafeWitness = Seen("interrupt", "AudioTests.Play", At("Audio.Peaks.OnBlock at Peaks.cs:14")), UnsafeWitness = enabled, Forwards = true, Path = path },
        });

        LockUse held = Use(peaks, "6", At("Audio.Peaks.Show at Peaks.cs:31")), taken = Use(meter, "9", At("Audio.Meter.Read at Meter.cs:9", "Audio.Peaks.Show at Peaks.cs:33"));
        yield return ("", ui with
        {
            Kind = ViolationKind.SafeToUnsafeOrder, Acquiring = taken, Holding = held, Held = [held], Position = taken.Position,
            Usage = new() { Context = "HARDIRQ", Read = false, Safe = peaks, Unsafe = disk, SafeWitness = used with { Position = At("Audio.Peaks.OnBlock at Peaks.cs:14") }, UnsafeWitness = enabled, Path = path, Previous = peaks, Next = meter },
        });
    }
}
