using Patchbay.Graph.Activities;
using Patchbay.Graph.Apps;
using Patchbay.Graph.AssignedUsers;
using Patchbay.Graph.Automation;
using Patchbay.Graph.Blocking;
using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.Businesses;
using Patchbay.Graph.Calls;
using Patchbay.Graph.Coexistence;
using Patchbay.Graph.Commerce;
using Patchbay.Graph.Compliance;
using Patchbay.Graph.CreditLines;
using Patchbay.Graph.Encryption;
using Patchbay.Graph.Flows;
using Patchbay.Graph.Groups;
using Patchbay.Graph.Instagram;
using Patchbay.Graph.Media;
using Patchbay.Graph.MessageHistory;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Messenger;
using Patchbay.Graph.Migrations;
using Patchbay.Graph.Nodes;
using Patchbay.Graph.OAuth;
using Patchbay.Graph.OfficialAccounts;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Graph.PhoneSettings;
using Patchbay.Graph.PreVerifiedNumbers;
using Patchbay.Graph.Profiles;
using Patchbay.Graph.QrCodes;
using Patchbay.Graph.Schedules;
using Patchbay.Graph.Solutions;
using Patchbay.Graph.Templates;
using Patchbay.Graph.Usernames;

namespace Patchbay.Graph;

/// <summary>The operations with one account's token bound.</summary>
/// <remarks>The session is immutable and safe to share between threads.</remarks>
public sealed partial class GraphSession
{
    private readonly GraphCredentials _credentials;

    internal GraphSession(GraphTransport transport, GraphCredentials credentials)
    {
        Transport = transport;
        _credentials = credentials;
    }

    /// <summary>Sending messages and marking received messages as read.</summary>
    public MessageOperations Messages => new(this);

    /// <summary>Uploading, finding, downloading and deleting media.</summary>
    public MediaOperations Media => new(this);

    /// <summary>Uploading pictures for profiles and template examples.</summary>
    public ResumableUploadOperations Uploads => new(this);

    /// <summary>Business phone numbers: reading, verification, registration and webhook override.</summary>
    public PhoneNumberOperations PhoneNumbers => new(this);

    /// <summary>WhatsApp Business accounts (WABAs) and the apps subscribed to their webhooks.</summary>
    public BusinessAccountOperations BusinessAccounts => new(this);

    /// <summary>Business portfolios.</summary>
    public BusinessOperations Businesses => new(this);

    /// <summary>The app itself; needs a session made by <see cref="GraphClient.AsApp"/>.</summary>
    public AppOperations Apps => new(this);

    /// <summary>Inspecting, creating and revoking tokens.</summary>
    public TokenOperations Tokens => new(this);

    /// <summary>Message templates.</summary>
    public TemplateOperations Templates => new(this);

    /// <summary>Flows: forms inside WhatsApp.</summary>
    public FlowOperations Flows => new(this);

    /// <summary>Groups.</summary>
    public GroupOperations Groups => new(this);

    /// <summary>Voice calls.</summary>
    public CallOperations Calls => new(this);

    /// <summary>QR codes and links that open a chat.</summary>
    public QrCodeOperations QrCodes => new(this);

    /// <summary>Blocking users.</summary>
    public BlockingOperations Blocking => new(this);

    /// <summary>Settings of a number: calling, encryption and storage.</summary>
    public PhoneSettingsOperations PhoneSettings => new(this);

    /// <summary>The profile that users see of a business.</summary>
    public ProfileOperations Profiles => new(this);

    /// <summary>Catalog and cart settings of a number.</summary>
    public CommerceOperations Commerce => new(this);

    /// <summary>The public key for the data of flows.</summary>
    public EncryptionOperations Encryption => new(this);

    /// <summary>The business details that Indian law requires.</summary>
    public ComplianceOperations Compliance => new(this);

    /// <summary>Prompts, commands and welcome of a new chat.</summary>
    public AutomationOperations Automation => new(this);

    /// <summary>The badge of an official business account.</summary>
    public OfficialAccountOperations OfficialAccounts => new(this);

    /// <summary>Phone numbers that a partner has verified for clients.</summary>
    public PreVerifiedNumberOperations PreVerifiedNumbers => new(this);

    /// <summary>Multi-partner solutions.</summary>
    public SolutionOperations Solutions => new(this);

    /// <summary>Moving accounts between solutions and partners.</summary>
    public MigrationOperations Migrations => new(this);

    /// <summary>Schedules of an account.</summary>
    public ScheduleOperations Schedules => new(this);

    /// <summary>The activity log of an account.</summary>
    public ActivityOperations Activities => new(this);

    /// <summary>The delivery history of messages.</summary>
    public MessageHistoryOperations MessageHistory => new(this);

    /// <summary>The users assigned to an account.</summary>
    public AssignedUserOperations AssignedUsers => new(this);

    /// <summary>Numbers that are also used in the WhatsApp Business app.</summary>
    public CoexistenceOperations Coexistence => new(this);

    /// <summary>Usernames of business numbers.</summary>
    public UsernameOperations Usernames => new(this);

    /// <summary>Sharing a credit line with clients.</summary>
    public CreditLineOperations CreditLines => new(this);

    /// <summary>Messenger: pages, webhooks, sending and profile.</summary>
    public MessengerOperations Messenger => new(this);

    /// <summary>Instagram with Instagram Login: account, webhooks and messages.</summary>
    public InstagramOperations Instagram => new(this);

    /// <summary>Reading any node by its id.</summary>
    public NodeOperations Nodes => new(this);

    internal GraphTransport Transport { get; }
}
