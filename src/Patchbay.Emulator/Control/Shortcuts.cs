using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Registry;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>Actions that the control API and the in-process API share.</summary>
internal static class Shortcuts
{
    public static ConnectedNumber Connect(World world, SignupChoices choices)
    {
        var outcome = SignupFlow.Finish(world, choices);
        var token = Redeem(world, outcome);
        var phone = world.Find<PhoneNumber>(outcome.PhoneNumberId) ?? throw Refusals.Invalid("Connect needs a number.");
        phone.Registered = true;
        phone.Pin ??= "000000";
        world.Save(phone);
        return new ConnectedNumber(
            outcome.BusinessId,
            outcome.WabaId,
            phone.Id,
            PhoneFormat.Display(phone.Digits),
            token
        );
    }

    /// <summary>Exchanges the code of a sign-up and subscribes the app to the account.</summary>
    /// <returns>The business token.</returns>
    public static string Redeem(World world, SignupOutcome outcome)
    {
        var code = world.Get<OAuthCode>(outcome.Code);
        code.Used = true;
        world.Save(code);
        var waba = world.Get<Waba>(outcome.WabaId);
        waba.Subscriptions.RemoveAll(s => s.AppId == code.AppId);
        waba.Subscriptions.Add(new WabaSubscription(code.AppId));
        world.Save(waba);
        return world.Add(code.Grant).Id;
    }

    public static void SetStatus(World world, string messageId, string status, int? code)
    {
        var message = world.Find<Message>(messageId) is { Inbound: false } found
            ? found
            : throw Refusals.Invalid("Param message_id is not an outgoing message.");
        if (
            !Enum.TryParse<MessageStatus>(status, ignoreCase: true, out var wanted)
            || wanted == MessageStatus.Accepted
            || !Enum.IsDefined(wanted)
        )
            throw Refusals.Invalid("Param status must be one of {sent, delivered, read, played, failed}.");
        if (wanted == MessageStatus.Failed)
            message.FailsWith = code ?? message.FailsWith ?? 131000;
        if (wanted >= MessageStatus.Read)
            message.DueAt = null;
        StatusLadder.Set(world, message, wanted);
    }

    public static void RevokeToken(World world, string text, int subcode)
    {
        var token = world.Find<Token>(text) ?? throw Refusals.Invalid("There is no such token.");
        token.RevokedAs = subcode;
        world.Save(token);
    }

    public static void Redeliver(World world, string id)
    {
        var delivery = world.Find<Delivery>(id) ?? throw Refusals.Invalid("There is no such delivery.");
        delivery.DueAt = world.Clock.Milliseconds;
        world.Save(delivery);
    }

    public static void Reset(World world)
    {
        world.Faults.Clear();
        world.Requests.Clear();
        world.Clock.SetOffset(0);
        world.Change(() =>
        {
            world.Clear(0);
            Seed.Plant(world);
        });
    }
}
