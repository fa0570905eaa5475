namespace LockValidator;

/// <summary>
/// Notices a blocking wait where blocking is not allowed, also in code that knows nothing of this library: while a spin lock is held, or
/// inside a context that may not wait.
/// </summary>
/// <remarks>
/// On where <see cref="LockCheckerOptions.WatchBlocking"/> is set. Between <see cref="Begin"/> and <see cref="End"/> the thread has a
/// synchronization context that is told of waits and passes everything on to the one before. The runtime tells it of contended monitors,
/// locks and events, of task waits and joins; not of <see cref="Thread.Sleep(int)"/>, of spinning, or of what does not have to wait. Spin locks of
/// this library and <see cref="InterruptContext.Enter"/> call it themselves; a home-made spin lock calls it after its real acquisition and after its release.
/// </remarks>
public static class BlockingWatch
{
    // Written when a checker is made that wants it; never goes back. Read without a fence: a thread may notice it late.
    private static bool s_wanted;

    [ThreadStatic]
    private static State? t_state;

    /// <summary>The calling thread may not block from here on. Calls nest.</summary>
    public static void Begin()
    {
        if (s_wanted && LockValidation.IsEnabled)
        {
            (t_state ??= new State()).Begin();
        }
    }

    /// <summary>Takes back one <see cref="Begin"/>, in whatever order; the last one restores the synchronization context.</summary>
    public static void End() => t_state?.End();

    internal static void Want() => s_wanted = true;

    private sealed class State
    {
        private int _depth;
        private bool _telling;
        private WatchingContext? _watching;

        public bool IsActive => _depth > 0;

        public void Begin()
        {
            _depth++;
            SynchronizationContext? present = SynchronizationContext.Current;
            if (!IsMine(present) && LockFlow.Current.Checker.Options.WatchBlocking)
            {
                // The one of last time, where it stood on the same one.
                _watching = _watching is not null && ReferenceEquals(_watching.Previous, present) ? _watching : new WatchingContext(this, present);
                SynchronizationContext.SetSynchronizationContext(_watching);
            }
        }

        public void End()
        {
            _depth = Math.Max(0, _depth - 1);
            if (_depth == 0)
            {
                Restore();
            }
        }

        /// <summary>Where the program has put another context in its place, that one stays.</summary>
        public void Restore()
        {
            while (SynchronizationContext.Current is { } present && IsMine(present))
            {
                SynchronizationContext.SetSynchronizationContext(((WatchingContext)present).Previous);
            }
        }

        private bool IsMine(SynchronizationContext? context) => context is WatchingContext watching && watching.Owner == this;

        /// <summary>What the library itself waits for, or has reported already, is none of the program's waits.</summary>
        public void Tell(int millisecondsTimeout)
        {
            if (_telling || millisecondsTimeout == 0 || StackText.IsOurOwn())
            {
                return;
            }

            _telling = true;
            try
            {
                LockFlow.Current.MightBlock();
            }
            finally
            {
                _telling = false;
            }
        }
    }

    private sealed class WatchingContext : SynchronizationContext
    {
        public WatchingContext(State owner, SynchronizationContext? previous)
        {
            Owner = owner;
            Previous = previous;
            SetWaitNotificationRequired();
        }

        public State Owner { get; }

        public SynchronizationContext? Previous { get; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            if (Previous is { } previous)
            {
                previous.Post(d, state);
            }
            else
            {
                base.Post(d, state);
            }
        }

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (Previous is { } previous)
            {
                previous.Send(d, state);
            }
            else
            {
                base.Send(d, state);
            }
        }

        public override void OperationStarted() => Previous?.OperationStarted();

        public override void OperationCompleted() => Previous?.OperationCompleted();

        // A copy is for another place or time, where nobody said that it may not block.
        public override SynchronizationContext CreateCopy() => Previous?.CreateCopy() ?? new SynchronizationContext();

        public override int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout)
        {
            // Code that runs on another thread, or later, may still have it: it was captured, or put back by an async method.
            if (ReferenceEquals(t_state, Owner))
            {
                if (Owner.IsActive)
                {
                    Owner.Tell(millisecondsTimeout);
                }
                else
                {
                    Owner.Restore();
                }
            }

            return Previous is { } previous && previous.IsWaitNotificationRequired()
                ? previous.Wait(waitHandles, waitAll, millisecondsTimeout)
                : base.Wait(waitHandles, waitAll, millisecondsTimeout);
        }
    }
}
