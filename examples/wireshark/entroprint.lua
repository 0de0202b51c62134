-- Entroprint in Wireshark and tshark: says of every packet what its stream is.
--
--   tshark -X lua_script:entroprint.lua -r capture.pcap -T fields -e tcp.stream -e entroprint.label
--
-- It runs `entroprint classify --json` once for the open capture and adds to each packet of a stream
-- the fields entroprint.label, .confidence, .nature, .client and .server.  README.md has the rest.

local entroprint = Proto("entroprint", "Entroprint: the stream by the shape of its entropy")

local label = ProtoField.string("entroprint.label", "Label", "The protocol, or unknown or undecided")
local confidence = ProtoField.double("entroprint.confidence", "Confidence", "That the nearest label is right, 0 to 1")
local nature = ProtoField.string("entroprint.nature", "Nature", "plaintext, compressed, encrypted, mixed or undetermined")
local client = ProtoField.string("entroprint.client", "Client", "The client software, where it can be told")
local server = ProtoField.string("entroprint.server", "Server", "The server software, where it can be told")
entroprint.fields = { label, confidence, nature, client, server }

local prefs = entroprint.prefs
prefs.command = Pref.string("Command", "entroprint", "The entroprint command: a name on the PATH, or a path")
prefs.options = Pref.string("Options", "", "More options for it, such as: --tunnels vxlan --library /home/me/mine.library")
prefs.capture = Pref.string("Capture", "", "The capture to classify, where the open one cannot be found by itself")

local windows = package.config:sub(1, 1) == "\\"

----------------------------------------------------------------------------------------------------
-- Running the command

local function warn(text)
  if gui_enabled() then
    report_failure("Entroprint: " .. text)
  else
    io.stderr:write("entroprint.lua: " .. text .. "\n")
  end
end

local function quoted(word)
  if windows then
    return '"' .. word:gsub('"', "") .. '"'
  end
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

local function file_text(path)
  local file = io.open(path, "rb")
  if not file then
    return ""
  end
  local text = file:read("*a")
  file:close()
  return text
end

-- Runs a subcommand, hands each line of its output to a function, and warns if it fails.
-- Returns whether it ran; exit code 1 says that something was wrong with the capture.
local function run(arguments, each_line)
  local command = os.getenv("ENTROPRINT") or prefs.command
  local errors = os.tmpname()
  local line = quoted(command) .. " " .. arguments .. " 2>" .. quoted(errors)
  local output = io.popen(windows and '"' .. line .. '"' or line, "r")
  for text in output:lines() do
    each_line(text)
  end
  local _, _, code = output:close()
  local said = file_text(errors):gsub("%s+$", "")
  os.remove(errors)
  if code == 127 or code == 126 or (windows and code ~= 0 and said:find("not recognized", 1, true)) then
    warn("the command '" .. command .. "' was not found or cannot be run.  Put it on the PATH, or name it in the"
      .. " preference entroprint.command (Preferences, Protocols, ENTROPRINT) or the variable ENTROPRINT.")
    return false
  end
  -- What it says when all went well is what it left out, such as packets of other transports.
  if code ~= nil and code ~= 0 then
    warn(said)
  end
  return code == nil or code == 0 or code == 1
end

----------------------------------------------------------------------------------------------------
-- JSON: objects, arrays, texts and numbers of one line

local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function utf8_of(code)
  if code < 0x80 then
    return string.char(code)
  elseif code < 0x800 then
    return string.char(0xc0 + math.floor(code / 0x40), 0x80 + code % 0x40)
  end
  return string.char(0xe0 + math.floor(code / 0x1000), 0x80 + math.floor(code / 0x40) % 0x40, 0x80 + code % 0x40)
end

local json_value

local function json_text(line, at)
  local parts = {}
  while true do
    local stop = line:find('["\\]', at)
    parts[#parts + 1] = line:sub(at, stop - 1)
    if line:sub(stop, stop) == '"' then
      return table.concat(parts), stop + 1
    end
    local escape = line:sub(stop + 1, stop + 1)
    if escape == "u" then
      parts[#parts + 1] = utf8_of(tonumber(line:sub(stop + 2, stop + 5), 16))
      at = stop + 6
    else
      parts[#parts + 1] = escapes[escape] or escape
      at = stop + 2
    end
  end
end

local function json_members(line, at, close, keyed)
  local found = {}
  while line:sub(at, at) ~= close do
    local key = #found + 1
    if keyed then
      key, at = json_text(line, at + 1)
      at = at + 1
    end
    found[key], at = json_value(line, at)
    if line:sub(at, at) == "," then
      at = at + 1
    end
  end
  return found, at + 1
end

json_value = function(line, at)
  local first = line:sub(at, at)
  if first == "{" then
    return json_members(line, at + 1, "}", true)
  elseif first == "[" then
    return json_members(line, at + 1, "]", false)
  elseif first == '"' then
    return json_text(line, at + 1)
  end
  local word = line:match("^[^,%]}]+", at)
  local value = tonumber(word)
  if word == "true" then
    value = true
  elseif word == "false" then
    value = false
  end
  return value, at + #word
end

----------------------------------------------------------------------------------------------------
-- Streams: by transport, both ends and the time of their first packet

local function ipv4_bytes(text)
  return (text:gsub("(%d+)%.?", function(number) return string.char(tonumber(number)) end))
end

local function ipv6_groups(text)
  local bytes = {}
  for group in text:gmatch("[^:]+") do
    if group:find(".", 1, true) then
      bytes[#bytes + 1] = ipv4_bytes(group)
    else
      local number = tonumber(group, 16)
      bytes[#bytes + 1] = string.char(math.floor(number / 256), number % 256)
    end
  end
  return table.concat(bytes)
end

local function address_bytes(text)
  if not text:find(":", 1, true) then
    return ipv4_bytes(text)
  end
  local from, to = text:find("::", 1, true)
  if not from then
    return ipv6_groups(text)
  end
  local head, tail = ipv6_groups(text:sub(1, from - 1)), ipv6_groups(text:sub(to + 1))
  return head .. string.rep("\0", 16 - #head - #tail) .. tail
end

-- How an address is written for the command, which knows no names.
local function address_text(bytes)
  local numbers = { bytes:byte(1, -1) }
  if #numbers == 4 then
    return table.concat(numbers, ".")
  end
  local groups = {}
  for i = 1, #numbers, 2 do
    groups[#groups + 1] = string.format("%x", numbers[i] * 256 + numbers[i + 1])
  end
  return table.concat(groups, ":")
end

local function stream_key(transport, a, a_port, b, b_port)
  return transport .. a .. ":" .. a_port .. "|" .. b .. ":" .. b_port
end

-- Microseconds since 1970 of such as 2026-11-21T20:44:46.123456+0000.
local function microseconds(text)
  local year, month, day, hour, minute, second, micro =
    text:match("^(%-?%d+)%-(%d%d)%-(%d%d)T(%d%d):(%d%d):(%d%d)%.(%d%d%d%d%d%d)")
  -- Days by the calendar that begins with March, so that a leap day is a year's last.
  local y, m = tonumber(year), tonumber(month)
  if m <= 2 then
    y, m = y - 1, m + 12
  end
  local days = 365 * y + math.floor(y / 4) - math.floor(y / 100) + math.floor(y / 400)
    + math.floor((153 * (m - 3) + 2) / 5) + tonumber(day) - 719469
  return ((days * 24 + tonumber(hour)) * 60 + tonumber(minute)) * 60000000 + tonumber(second) * 1000000 + tonumber(micro)
end

-- Of which file, and what was said of its streams: { key = { stream, ... } }, earliest first; of each
-- the same under the keys of both directions.
local classified, streams

local function add_stream(line)
  local event = json_value(line, 1)
  if event.event_type ~= "entroprint" then
    return
  end
  local transport = event.proto:lower()
  local a, b = address_bytes(event.src_ip), address_bytes(event.dest_ip)
  local there = stream_key(transport, a, event.src_port, b, event.dest_port)
  local back = stream_key(transport, b, event.dest_port, a, event.src_port)
  local same = streams[there] or {}
  streams[there], streams[back] = same, same
  same[#same + 1] = {
    start = microseconds(event.flow.start),
    vlan = table.concat(event.vlan or {}, ","),
    verdict = event.entroprint,
  }
end

----------------------------------------------------------------------------------------------------
-- Which capture is open

-- What captures begin with: pcap of both byte orders and resolutions, pcapng, and what they may be compressed by.
local magics = {
  "\212\195\178\161", "\161\178\195\212", "\77\60\178\161", "\161\178\60\77", "\10\13\13\10",
  "\31\139", "\40\181\47\253", "\4\34\77\24", "\253\55\122\88", "BZh",
}

local function is_capture(path)
  local file = io.open(path, "rb")
  local head = file and file:read(4) or ""
  if file then
    file:close()
  end
  for _, magic in ipairs(magics) do
    if head:sub(1, #magic) == magic then
      return true
    end
  end
  return false
end

-- Nothing tells a script the name of the open file, but the file is open: of the files that this
-- process has open, the one that is a capture.  The shell's parent is this process.
local open_files = [[
if [ -d /proc/$PPID/fd ]; then
  for file in /proc/$PPID/fd/*; do readlink "$file"; done
else
  lsof -a -p $PPID -d 0-1023 -Fn | sed -n 's/^n//p'
fi 2>/dev/null]]

local function open_capture()
  local given = os.getenv("ENTROPRINT_CAPTURE") or prefs.capture
  if given ~= "" then
    return given
  end
  local found
  if not windows then
    local list = io.popen(open_files, "r")
    for path in list:lines() do
      if not found and path:sub(1, 1) == "/" and is_capture(path) then
        found = path
      end
    end
    list:close()
  end
  return found
end

-- A file that grew is another one.
local function identity(path)
  local file = io.open(path, "rb")
  local size = file and file:seek("end") or 0
  if file then
    file:close()
  end
  return path .. " " .. size .. " " .. prefs.options
end

local asked = false

local function classify()
  asked = true
  local capture = open_capture()
  if not capture then
    streams = {}
    warn("cannot tell which capture is open (it must be a file, not a pipe): name it in the preference"
      .. " entroprint.capture or the variable ENTROPRINT_CAPTURE.")
    return
  end
  local now = identity(capture)
  if now ~= classified then
    streams = {}
    classified = now
    local ran = run("classify --json " .. prefs.options .. " -- " .. quoted(capture), add_stream)
    if not ran then
      classified = nil
    end
    for _, same in pairs(streams) do
      table.sort(same, function(a, b) return a.start < b.start end)
    end
  end
end

----------------------------------------------------------------------------------------------------
-- Packets

local ip_src, ip_dst = Field.new("ip.src"), Field.new("ip.dst")
local ipv6_src, ipv6_dst = Field.new("ipv6.src"), Field.new("ipv6.dst")
local ports = {
  { "tcp", Field.new("tcp.srcport"), Field.new("tcp.dstport") },
  { "udp", Field.new("udp.srcport"), Field.new("udp.dstport") },
}
local vlan_id = Field.new("vlan.id")
local time_epoch = Field.new("frame.time_epoch")
-- An error of ICMP quotes a packet of a stream and is none.
local icmp, icmpv6 = Field.new("icmp.type"), Field.new("icmpv6.type")

-- The layers of addresses, innermost last of each version, those of IPv6 first.
local function address_layers()
  local layers = {}
  for _, pair in ipairs({ { ipv6_src, ipv6_dst }, { ip_src, ip_dst } }) do
    local from, to = { pair[1]() }, { pair[2]() }
    for i = 1, #from do
      layers[#layers + 1] = { from[i].range:raw(), to[i].range:raw() }
    end
  end
  return layers
end

-- Visits all pairs of a layer of ports and one of addresses, innermost first, until one is right.
local function each_five_tuple(visit)
  local layers = address_layers()
  if #layers > 1 and (icmp() or icmpv6()) then
    return
  end
  for _, fields in ipairs(ports) do
    local transport, from = fields[1], { fields[2]() }
    if #from > 0 then
      local to = { fields[3]() }
      for i = #from, 1, -1 do
        for l = #layers, 1, -1 do
          if visit(transport, layers[l][1], from[i].value, layers[l][2], to[i].value) then
            return
          end
        end
      end
    end
  end
end

-- Of streams that followed each other on the same ports, or were under different VLAN tags at the
-- same time, the one of this packet.
local function stream_of_now(same)
  local time = time_epoch().value
  local now = time.secs * 1000000 + math.floor(time.nsecs / 1000)
  local tags = {}
  for _, tag in ipairs({ vlan_id() }) do
    tags[#tags + 1] = tag.value
  end
  local vlan = table.concat(tags, ",")
  local found
  for _, stream in ipairs(same) do
    if stream.start <= now and (not found or stream.vlan == vlan or found.vlan ~= vlan) then
      found = stream
    end
  end
  return found
end

local function stream_of_packet()
  local found
  each_five_tuple(function(...)
    local same = streams[stream_key(...)]
    found = same and (#same == 1 and same[1] or stream_of_now(same))
    return found
  end)
  return found
end

-- The ends of the stream of the packet that is selected, for the menu.
local selected

function entroprint.init()
  asked = false
  selected = nil
end

-- Nobody asked for most fields of most packets.
local function add(branch, field, value)
  if value ~= "" and branch:referenced(field) then
    branch:add(field, value):set_generated()
  end
end

function entroprint.dissector(tvb, pinfo, tree)
  if not asked then
    classify()
  end
  -- A tree that can be seen is that of the packet somebody selected.
  if gui_enabled() and tree.visible then
    selected = nil
    each_five_tuple(function(transport, a, a_port, b, b_port)
      selected = { transport, address_text(a), a_port, address_text(b), b_port }
      return true
    end)
  end
  local stream = stream_of_packet()
  if not stream then
    return
  end
  local verdict = stream.verdict
  local branch = tree:add(entroprint)
  branch:set_generated()
  if tree.visible then
    branch:set_text(string.format("Entroprint: %s, confidence %.2f", verdict.label, verdict.confidence))
  end
  add(branch, label, verdict.label)
  add(branch, confidence, verdict.confidence)
  add(branch, nature, verdict.nature)
  add(branch, client, verdict.client)
  add(branch, server, verdict.server)
end

register_postdissector(entroprint)

----------------------------------------------------------------------------------------------------
-- Menus

local function graph()
  if not selected then
    warn("select a packet of a TCP or UDP stream first.")
    return
  end
  local capture = open_capture()
  if not capture then
    warn("cannot tell which capture is open.")
    return
  end
  local filter = string.format("%s and host %s and port %d and host %s and port %d",
    selected[1], selected[2], selected[3], selected[4], selected[5])
  local title = string.format("Entropy of %s %s port %d and %s port %d", selected[1]:upper(),
    selected[2], selected[3], selected[4], selected[5])
  local page = os.tmpname()
  os.remove(page)
  page = page .. ".html"
  local ran = run(string.format("report %s --filter %s --title %s -o %s -- %s", prefs.options, quoted(filter),
    quoted(title), quoted(page), quoted(capture)), function() end)
  if ran and file_text(page) ~= "" then
    browser_open_data_file(page)
  end
end

if gui_enabled() then
  register_menu("Entroprint/Graph session entropy", graph, MENU_TOOLS_UNSORTED)
  register_menu("Entroprint/Classify the capture again", function()
    classified = nil
    local again = redissect_packets or reload_packets
    again()
  end, MENU_TOOLS_UNSORTED)
  -- In the menu of a packet, where this version of Wireshark has it for scripts.
  if register_packet_menu then
    register_packet_menu("Entroprint/Graph session entropy", graph, "tcp")
    register_packet_menu("Entroprint/Graph session entropy", graph, "udp")
  end
end
