using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Patchbay.Emulator.Activities;
using Patchbay.Emulator.AssignedUsers;
using Patchbay.Emulator.Blocking;
using Patchbay.Emulator.Calls;
using Patchbay.Emulator.CreditLines;
using Patchbay.Emulator.Direct;
using Patchbay.Emulator.Flows;
using Patchbay.Emulator.Groups;
using Patchbay.Emulator.History;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Migrations;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Payments;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.PhoneSettings;
using Patchbay.Emulator.PreVerified;
using Patchbay.Emulator.Profiles;
using Patchbay.Emulator.QrCodes;
using Patchbay.Emulator.Schedules;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Solutions;
using Patchbay.Emulator.Usernames;

namespace Patchbay.Emulator.Registry;

/// <summary>How nodes look in the file and in a snapshot: each with the name of its type in <c>$type</c>.</summary>
internal static class NodeJson
{
    public static JsonTypeInfo<Node> TypeInfo { get; } = (JsonTypeInfo<Node>)CreateOptions().GetTypeInfo(typeof(Node));

    private static JsonSerializerOptions CreateOptions() =>
        new(StateJson.Default.Options)
        {
            TypeInfoResolver = StateJson.Default.WithAddedModifier(static type =>
            {
                if (type.Type == typeof(Node))
                    type.PolymorphismOptions = NameTypes();
            }),
        };

    private static JsonPolymorphismOptions NameTypes()
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$type" };
        foreach (var (type, name) in NodeList.All)
            options.DerivedTypes.Add(new JsonDerivedType(type, name));
        return options;
    }
}

/// <summary>
/// The generated readers and writers of every node. The attributes repeat the types of <see cref="NodeList"/>, because
/// the generator reads attributes only.
/// </summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowOutOfOrderMetadataProperties = true
)]
[JsonSerializable(typeof(App))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Token))]
[JsonSerializable(typeof(OAuthCode))]
[JsonSerializable(typeof(Business))]
[JsonSerializable(typeof(FacebookPage))]
[JsonSerializable(typeof(Dataset))]
[JsonSerializable(typeof(Catalog))]
[JsonSerializable(typeof(Waba))]
[JsonSerializable(typeof(PhoneNumber))]
[JsonSerializable(typeof(DeletedNumber))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(MediaFile))]
[JsonSerializable(typeof(Template))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(ScopedUser))]
[JsonSerializable(typeof(SignupNumber))]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(BusinessProfile))]
[JsonSerializable(typeof(Bot))]
[JsonSerializable(typeof(Upload))]
[JsonSerializable(typeof(PhoneConfiguration))]
[JsonSerializable(typeof(QrCode))]
[JsonSerializable(typeof(Block))]
[JsonSerializable(typeof(VoiceCall))]
[JsonSerializable(typeof(CallPermission))]
[JsonSerializable(typeof(Group))]
[JsonSerializable(typeof(HistoryEntry))]
[JsonSerializable(typeof(PreVerifiedNumber))]
[JsonSerializable(typeof(Solution))]
[JsonSerializable(typeof(MigrationIntent))]
[JsonSerializable(typeof(MobilityIntent))]
[JsonSerializable(typeof(Schedule))]
[JsonSerializable(typeof(Flow))]
[JsonSerializable(typeof(CreditLine))]
[JsonSerializable(typeof(CreditAllocation))]
[JsonSerializable(typeof(UsernameRequest))]
[JsonSerializable(typeof(InstagramAccount))]
[JsonSerializable(typeof(DirectMessage))]
[JsonSerializable(typeof(MessengerPerson))]
[JsonSerializable(typeof(InstagramPerson))]
[JsonSerializable(typeof(ReusableAttachment))]
[JsonSerializable(typeof(Comment))]
[JsonSerializable(typeof(PixCharge))]
[JsonSerializable(typeof(Merchant))]
[JsonSerializable(typeof(ProviderToken))]
[JsonSerializable(typeof(ProviderWebhook))]
[JsonSerializable(typeof(InitiatedPayment))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class StateJson : JsonSerializerContext;
