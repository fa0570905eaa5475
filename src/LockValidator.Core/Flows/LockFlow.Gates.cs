namespace LockValidator;

/// <summary>Gates that are held around flows from their start until their end was waited for.</summary>
public sealed partial class LockFlow
{
    // Who starts more than that in one piece of work, and waits for none, has no gate around the rest of them.
    private const int MostUnwaited = 1024;

    // Of what the flow runs now.
    private IReadOnlyList<GateCover> _covers = [];

    // Of what that has started under them and not waited for.
    private List<GateCover> _unwaited = [];

    // Holds in which the flow has started others.
    private int _openHolds;

    /// <summary>Whether the flow holds something, or something is held around it: then what it starts has a gate around it, and is to be told of (<see cref="Starting"/>).</summary>
    public bool HasGates => _covers.Count > 0 || !HoldsNothing;

    /// <summary>Gates around the flow, or around what it has started, tell it from others.</summary>
    private bool IsToldApart => _covers.Count > 0 || _openHolds > 0;

    /// <summary>The locks that the flow holds by itself, as gates around what it starts: their release goes the slow way. And those that are held around the flow.</summary>
    private List<GateCover> CoversFor()
    {
        var covers = new List<GateCover>();
        foreach (GateCover around in _covers)
        {
            if (!around.IsBroken && around.Depth < GateCover.Deepest && _unwaited.Count < MostUnwaited)
            {
                var cover = new GateCover(around.Instance, around.Name, around.IsExclusive, around.Holder, around.HolderName, around.Hold) { Around = around };
                _unwaited.Add(cover);
                covers.Add(cover);
            }
        }

        for (int i = 1; i <= HeldLocks.Depth && IsChecking && !Checker.Options.KernelRules; i++)
        {
            HeldBits bits = HeldLocks[i].Bits;
            if (bits.IsTransparent || bits.IsUnchecked || bits.IsForgotten || bits.IsInherited || bits.IsAsync || bits.IsForeign)
            {
                continue;
            }

            HeldDetail detail = HeldLocks.EnsureDetail(i);
            _openHolds += detail.Gate is null ? 1 : 0;
            GateHold hold = detail.Gate ??= new GateHold();
            var cover = new GateCover(HeldLocks[i].Instance, Checker.NameOfHeld(HeldLocks[i].ClassId, bits.Subclass), bits.Mode == LockMode.Exclusive, _id, Name, hold);
            hold.Covers.Add(cover);
            covers.Add(cover);
        }

        return covers;
    }

    private void Keep(IReadOnlyList<GateCover> covers)
    {
        foreach (GateCover cover in covers)
        {
            if (cover.Holder == _id)
            {
                cover.Keep();
            }
            else
            {
                // If it was started by what the flow runs now, that one's own cover decides from here on; else it does not stand here.
                _unwaited.Remove(cover);
            }
        }
    }

    /// <summary>What the flow does under the gates around it is over: what it has started and not waited for goes on without them.</summary>
    private void BreakUnwaited()
    {
        bool broken = BreakAll(_unwaited);
        _unwaited = [];
        if (broken)
        {
            Checker.JudgeAgain();
        }
    }

    /// <summary>A lock that covered other flows is released: those not waited for yet are covered no more.</summary>
    private void BreakCovers(HeldDetail? detail, FindingList findings)
    {
        if (detail?.Gate is not { } hold)
        {
            return;
        }

        _openHolds = Math.Max(0, _openHolds - 1);
        NewSegment();
        if (BreakAll(hold.Covers))
        {
            Checker.JudgeAgain(findings);
        }
    }

    /// <returns>Whether a verdict rests on one that was not broken before.</returns>
    private static bool BreakAll(List<GateCover> covers)
    {
        bool broken = false;
        foreach (GateCover cover in covers)
        {
            broken |= cover.Break();
        }

        return broken;
    }
}
