// HistoryModel: what a Store should hold, kept as a list that anybody can read.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_STORE_HISTORY_MODEL_H_
#define ANNALS_TESTS_STORE_HISTORY_MODEL_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annals/store/store.h"
#include "tests/store/support.h"

namespace annals::testing {

// What is live: events by title, links by "CAUSE>EFFECT".
using HistoryState = std::map<std::string, std::string>;

inline std::string ValueOfRecord(const Record& record) {
  if (record.has_event()) return record.event().title();
  return record.causal_link().causes(0) + ">" + record.causal_link().effects(0);
}

class HistoryModel {
 public:
  // True if the batch was to be accepted; then it has been made. No record may
  // stand in it twice.
  bool Append(const Batch& batch, const std::string& request) {
    if (!batch.idempotency_key.empty()) {
      const auto known = requests_.find(batch.idempotency_key);
      if (known != requests_.end()) return known->second.request == request;
    }
    if (batch.expected_sequence.value_or(last()) != last()) return false;
    std::optional<std::vector<Step>> steps = Plan(batch);
    if (!steps.has_value()) return false;
    Make(*steps);
    if (!batch.idempotency_key.empty()) {
      requests_[batch.idempotency_key] = {request, last()};
    }
    return true;
  }

  int64_t last() const { return static_cast<int64_t>(log_.size()); }

  // The state after the batch that revision `sequence` is in.
  HistoryState StateAt(int64_t sequence) const {
    HistoryState state;
    const int64_t end =
        sequence == 0 ? 0 : log_[static_cast<size_t>(sequence - 1)].batch_end;
    for (int64_t i = 0; i < end; ++i)
      Apply(log_[static_cast<size_t>(i)], state);
    return state;
  }

  // Calls `visit` with every sequence and its state, replaying only once.
  template <typename Visit>
  void Replay(Visit visit) const {
    HistoryState state;
    visit(int64_t{0}, state);
    for (size_t i = 0; i < log_.size();) {
      const size_t begin = i;
      const auto end = static_cast<size_t>(log_[i].batch_end);
      for (; i < end; ++i) Apply(log_[i], state);
      for (size_t each = begin; each < end; ++each) {
        visit(static_cast<int64_t>(each) + 1, state);
      }
    }
  }

 private:
  enum class Operation { kPut, kRetract, kRedact };

  struct Step {
    std::string id;
    Operation operation = Operation::kPut;
    std::string value;
    bool is_erased = false;
    int64_t batch_end = 0;
    bool cascade = false;
    bool is_unchanged = false;
  };

  struct Request {
    std::string request;
    int64_t last = 0;
  };

  static void Apply(const Step& step, HistoryState& state) {
    if (step.operation == Operation::kPut && !step.is_erased) {
      state[step.id] = step.value;
    } else {
      state.erase(step.id);
    }
  }

  static bool Names(const std::string& value, const std::string& id) {
    const size_t arrow = value.find('>');
    return arrow != std::string::npos &&
           (value.substr(0, arrow) == id || value.substr(arrow + 1) == id);
  }

  static bool Dangles(const HistoryState& state) {
    for (const auto& [id, value] : state) {
      const size_t arrow = value.find('>');
      if (arrow == std::string::npos) continue;
      if (state.count(value.substr(0, arrow)) == 0 ||
          state.count(value.substr(arrow + 1)) == 0) {
        return true;
      }
    }
    return false;
  }

  int64_t NewestOf(const std::string& id) const {
    for (int64_t i = last(); i > 0; --i) {
      if (log_[static_cast<size_t>(i - 1)].id == id) return i;
    }
    return 0;
  }

  // The put that a restoration means; null if it is to be refused.
  const Step* ToRestore(const Change& change) const {
    for (int64_t i = last(); i > 0; --i) {
      const Step& step = log_[static_cast<size_t>(i - 1)];
      const bool is_it =
          change.revision.has_value()
              ? *change.revision == i
              : step.id == change.id && step.operation == Operation::kPut;
      if (!is_it) continue;
      const bool can_be = step.id == change.id &&
                          step.operation == Operation::kPut && !step.is_erased;
      return can_be ? &step : nullptr;
    }
    return nullptr;
  }

  bool HoldsContent(const std::string& id) const {
    return std::any_of(log_.begin(), log_.end(), [&id](const Step& step) {
      return step.id == id && step.operation == Operation::kPut &&
             !step.is_erased;
    });
  }

  std::optional<Step> StepOf(const Change& change,
                             const HistoryState& now) const {
    Step step;
    step.cascade = change.cascade;
    const bool is_put = change.operation == Change::Operation::kPut;
    step.id = is_put ? IdOf(change.record) : change.id;
    const auto live = now.find(step.id);
    const bool is_live = live != now.end();
    const int64_t newest = is_live ? NewestOf(step.id) : 0;
    if (change.expected_revision.value_or(newest) != newest) return {};
    switch (change.operation) {
      case Change::Operation::kPut:
        step.value = ValueOfRecord(change.record);
        break;
      case Change::Operation::kRestore: {
        const Step* const old = ToRestore(change);
        if (old == nullptr) return {};
        step.value = old->value;
        break;
      }
      case Change::Operation::kRetract:
        step.operation = Operation::kRetract;
        if (!is_live) return {};
        break;
      case Change::Operation::kRedact:
        step.operation = Operation::kRedact;
        if (!HoldsContent(step.id)) return {};
        break;
    }
    step.is_unchanged = step.operation == Operation::kPut && is_live &&
                        live->second == step.value;
    return step;
  }

  std::optional<std::vector<Step>> Plan(const Batch& batch) const {
    const HistoryState now = StateAt(last());
    std::vector<Step> steps;
    std::set<std::string> touched;
    for (const Change& change : batch.changes) {
      const std::optional<Step> step = StepOf(change, now);
      if (!step.has_value()) return {};
      steps.push_back(*step);
      touched.insert(step->id);
    }
    for (size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].operation == Operation::kPut || !steps[i].cascade) continue;
      for (const auto& [id, value] : now) {
        if (!Names(value, steps[i].id) || !touched.insert(id).second) continue;
        Step step;
        step.id = id;
        step.operation = Operation::kRetract;
        step.cascade = true;
        steps.push_back(step);
      }
    }
    HistoryState next = now;
    for (const Step& step : steps) Apply(step, next);
    if (Dangles(next)) return {};
    return steps;
  }

  void Make(const std::vector<Step>& steps) {
    const size_t begin = log_.size();
    for (const Step& step : steps) {
      if (!step.is_unchanged) log_.push_back(step);
    }
    for (size_t i = begin; i < log_.size(); ++i) log_[i].batch_end = last();
    for (const Step& step : steps) {
      if (step.operation == Operation::kRedact) Erase(step.id);
    }
  }

  // Takes the content away, and what could tell of it.
  void Erase(const std::string& id) {
    int64_t first = 0;
    for (int64_t i = last(); i > 0; --i) {
      Step& step = log_[static_cast<size_t>(i - 1)];
      if (step.id != id) continue;
      first = i;
      if (step.operation != Operation::kPut) continue;
      step.is_erased = true;
      step.value.clear();
    }
    for (auto& [key, request] : requests_) {
      if (request.last >= first) request.request = "forgotten";
    }
  }

  std::vector<Step> log_;
  std::map<std::string, Request> requests_;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_STORE_HISTORY_MODEL_H_
