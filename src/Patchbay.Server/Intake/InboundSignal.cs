using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Intake;

/// <summary>Tells the projection that inbound events are waiting.</summary>
public sealed class InboundSignal() : WorkSignal("patchbay_inbound")
{
    private int _accountsChanged = 1; // Accounts may have changed while the server was down.

    /// <summary>Notes that a number or account was connected: events in quarantine may have an owner now.</summary>
    public void AccountsChanged()
    {
        Interlocked.Exchange(ref _accountsChanged, 1);
        Wake();
    }

    /// <summary>Returns true once after accounts changed.</summary>
    public bool TakeAccountsChanged() => Interlocked.Exchange(ref _accountsChanged, 0) == 1;
}
