// Blocking where nobody may wait: under a spin lock, and in a callback that has to be quick. No second thread is needed to find either.
using LockValidator;

LockChecker.Default.AddReporter(new TextWriterReporter(Console.Out));

var ring = new ValidatedSpinLock("ring");
var log = new ValidatedLock("log");

Console.WriteLine("1. A lock that blocks, under one that spins: all who spin for the ring wait for the log.");
using (ring.EnterScope())
{
    using (log.EnterScope())
    {
    }
}

Console.WriteLine("2. The other way round is fine.");
var slot = new ValidatedSpinLock("slot");
using (log.EnterScope())
{
    using (slot.EnterScope())
    {
    }
}

Console.WriteLine("3. A lock that blocks, in the audio callback: the sound would wait for it.");
var audio = InterruptContext.Define("AUDIO", WaitType.Spin);
var settings = new ValidatedLock("settings");
var volume = new ValidatedSpinLock("volume");
using (audio.Enter())
{
    using (settings.EnterScope())
    {
    }
}

Console.WriteLine("4. Spinning there is fine, and so is trying.");
using (audio.Enter())
{
    using (volume.EnterScope())
    {
    }

    if (settings.TryEnter())
    {
        settings.Exit();
    }
}
